//! Decimal numbers with eighteen digits behind the point: what a component of a duration is until its fraction has
//! been handed down to the next smaller unit. Binary fractions would turn 0.1 seconds into 0.099999999.

/// 1, in units of the last digit.
pub(super) const ONE: i128 = 1_000_000_000_000_000_000;

/// Digits behind the point.
const DIGITS: usize = 18;

/// A number in units of 10^-18.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decimal(pub(super) i128);

impl Decimal {
    /// A whole number.
    pub(super) fn whole(number: i64) -> Decimal {
        Decimal(i128::from(number) * ONE)
    }

    /// The decimal number a float is written as; `None` where it is too large or not a number.
    pub(super) fn from_float(number: f64) -> Option<Decimal> {
        number
            .is_finite()
            .then(|| format!("{number}"))
            .and_then(|text| Decimal::parse(&text))
    }

    /// `12`, `-1.5`, `.5`, `1,5`; digits beyond the eighteenth are dropped. `None` where it is too large or is none.
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let magnitude = scaled(whole)?
            .checked_mul(ONE)?
            .checked_add(behind_the_point(fraction)?)?;
        Some(Decimal(if negative { -magnitude } else { magnitude }))
    }

    /// The product with a whole number; `None` where it is too large.
    pub(super) fn times(self, factor: i128) -> Option<Decimal> {
        self.0.checked_mul(factor).map(Decimal)
    }

    /// The sum; `None` where it is too large.
    pub(super) fn plus(self, other: Decimal) -> Option<Decimal> {
        self.0.checked_add(other.0).map(Decimal)
    }

    /// The whole part, towards zero, and what is left; `None` where the whole part is too large.
    pub(super) fn split(self) -> Option<(i64, Decimal)> {
        Some((i64::try_from(self.0 / ONE).ok()?, Decimal(self.0 % ONE)))
    }

    /// The same number as a whole number and a power of ten to divide it by.
    pub(super) fn reduced(self) -> (i128, i128) {
        let (mut number, mut divisor) = (self.0, ONE);
        while divisor > 1 && number % 10 == 0 {
            number /= 10;
            divisor /= 10;
        }
        (number, divisor)
    }
}

fn scaled(digits: &str) -> Option<i128> {
    if digits.is_empty() {
        Some(0)
    } else {
        digits.parse().ok()
    }
}

fn behind_the_point(fraction: &str) -> Option<i128> {
    let kept = &fraction[..fraction.len().min(DIGITS)];
    let missing = u32::try_from(DIGITS - kept.len()).ok()?;
    Some(scaled(kept)? * 10_i128.pow(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_is_the_decimal_it_is_written_as() {
        assert_eq!(Decimal::from_float(0.1), Some(Decimal(ONE / 10)));
        assert_eq!(Decimal::from_float(-2.5), Some(Decimal(ONE * -5 / 2)));
        assert_eq!(Decimal::from_float(1e300), None);
        assert_eq!(Decimal::from_float(f64::NAN), None);
    }

    #[test]
    fn only_numbers_are_read() {
        for text in ["", "-", ".", "1.2.3", "1e5", "0x1", "--1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert_eq!(Decimal::parse(",5"), Some(Decimal(ONE / 2)));
    }
}
