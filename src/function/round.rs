//! Rounding in decimal: the digits that are rounded are the shortest that name the double, so that 1.005 to two
//! places is 1.01 although the double is a little less.

use super::argument::{integer, out_of_range, real, text};
use super::{Call, Outcome};
use crate::value::{Value, ValueError};

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
}

/// `round(value, precision, mode)`. Without mode and decimals ties go towards positive infinity, else away from zero.
pub(super) fn round(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    let value = real(arguments, 0)?;
    let precision = if arguments.len() > 1 {
        places(arguments)?
    } else {
        0
    };
    let mode = if arguments.len() > 2 {
        Some(mode(text(arguments, 2)?)?)
    } else {
        None
    };
    let rounded = match (mode, precision) {
        _ if !value.is_finite() => value,
        (None, 0) => half_towards_infinity(value),
        (mode, _) => decimal(value, precision, mode.unwrap_or(Mode::HalfUp)),
    };
    Ok(Value::Float(rounded))
}

/// Not `(value + 0.5).floor()`: the sum is rounded itself for 0.49999999999999994 and for large odd numbers.
fn half_towards_infinity(value: f64) -> f64 {
    let floor = value.floor();
    if value - floor >= 0.5 {
        floor + 1.0
    } else {
        floor
    }
}

fn places(arguments: &[Value]) -> Result<usize, ValueError> {
    let precision = integer(arguments, 1)?;
    // No double has a digit behind the 1,074th place.
    usize::try_from(precision.min(1_100)).map_err(|_| {
        out_of_range(format!(
            "the precision of round cannot be negative, as {precision} is"
        ))
    })
}

fn mode(name: &str) -> Result<Mode, ValueError> {
    Ok(match name.to_ascii_uppercase().as_str() {
        "UP" => Mode::Up,
        "DOWN" => Mode::Down,
        "CEILING" => Mode::Ceiling,
        "FLOOR" => Mode::Floor,
        "HALF_UP" => Mode::HalfUp,
        "HALF_DOWN" => Mode::HalfDown,
        "HALF_EVEN" => Mode::HalfEven,
        _ => return Err(unknown_mode(name)),
    })
}

fn unknown_mode(name: &str) -> ValueError {
    let message = format!(
        "'{name}' is not a way to round; there are UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN and HALF_EVEN"
    );
    ValueError::argument("InvalidArgumentValue", message)
}

fn decimal(value: f64, precision: usize, mode: Mode) -> f64 {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    if fraction.len() <= precision {
        return value;
    }
    let (kept, rest) = fraction.split_at(precision);
    let mut kept = format!("{whole}{kept}").into_bytes();
    if away_from_zero(mode, value < 0.0, &kept, rest.as_bytes()) {
        increment(&mut kept);
    }
    placed(&kept, precision).copysign(value)
}

/// Whether the digits that are kept go up by one; not all of the rest are zeros.
fn away_from_zero(mode: Mode, negative: bool, kept: &[u8], rest: &[u8]) -> bool {
    let half = rest[0].cmp(&b'5').then(if rest.len() > 1 {
        std::cmp::Ordering::Greater
    } else {
        std::cmp::Ordering::Equal
    });
    let odd = kept.last().is_some_and(|digit| digit % 2 == 1);
    match mode {
        Mode::Up => true,
        Mode::Down => false,
        Mode::Ceiling => !negative,
        Mode::Floor => negative,
        Mode::HalfUp => half.is_ge(),
        Mode::HalfDown => half.is_gt(),
        Mode::HalfEven => half.is_gt() || half.is_eq() && odd,
    }
}

fn increment(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

/// The number with those digits, that many of them behind the point.
fn placed(digits: &[u8], precision: usize) -> f64 {
    let (whole, fraction) = digits.split_at(digits.len() - precision);
    let text = [whole, b".", fraction].concat();
    std::str::from_utf8(&text)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(f64::NAN)
}
