//! Maps of components: their names, and the date and the time of day they amount to.

use super::decimal::Decimal;
use super::duration::too_long;
use super::{
    Date, Kind, LocalTime, SECOND_NANOS, Value, ValueError, Zone, calendar, invalid, parse,
};
use crate::value::Map;

/// A component that is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Year,
    Month,
    Day,
    Week,
    DayOfWeek,
    OrdinalDay,
    Quarter,
    DayOfQuarter,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    EpochSeconds,
    EpochMillis,
}

const NAMES: [(Field, &str); 16] = [
    (Field::Year, "year"),
    (Field::Month, "month"),
    (Field::Day, "day"),
    (Field::Week, "week"),
    (Field::DayOfWeek, "dayOfWeek"),
    (Field::OrdinalDay, "ordinalDay"),
    (Field::Quarter, "quarter"),
    (Field::DayOfQuarter, "dayOfQuarter"),
    (Field::Hour, "hour"),
    (Field::Minute, "minute"),
    (Field::Second, "second"),
    (Field::Millisecond, "millisecond"),
    (Field::Microsecond, "microsecond"),
    (Field::Nanosecond, "nanosecond"),
    (Field::EpochSeconds, "epochSeconds"),
    (Field::EpochMillis, "epochMillis"),
];

impl Field {
    fn named(name: &str) -> Option<Field> {
        NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(field, _)| *field)
    }

    fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, name)| name)
    }

    /// Whether a value of that kind has such a component.
    fn belongs_to(self, kind: Kind) -> bool {
        match self as usize {
            at if at <= Field::DayOfQuarter as usize => kind.has_date(),
            at if at <= Field::Nanosecond as usize => kind.has_time(),
            _ => kind == Kind::DateTime,
        }
    }
}

/// The four ways to say which day of a year is meant: the field for the larger part and the smaller one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Month,
    Week,
    Quarter,
    Ordinal,
}

impl System {
    const ALL: [System; 4] = [
        System::Month,
        System::Week,
        System::Quarter,
        System::Ordinal,
    ];

    fn fields(self) -> &'static [Field] {
        match self {
            System::Month => &[Field::Month, Field::Day],
            System::Week => &[Field::Week, Field::DayOfWeek],
            System::Quarter => &[Field::Quarter, Field::DayOfQuarter],
            System::Ordinal => &[Field::OrdinalDay],
        }
    }
}

/// Where the time of day below the second comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct SubSecond {
    /// Nanoseconds that stay whatever is given.
    pub(super) kept: i64,
    /// What is given must lie below this.
    pub(super) room: i64,
}

/// The components below the second, with their nanoseconds.
const SUB_SECOND: [(Field, i64); 3] = [
    (Field::Millisecond, 1_000_000),
    (Field::Microsecond, 1_000),
    (Field::Nanosecond, 1),
];

impl SubSecond {
    /// Nothing stays, all may be given.
    pub(super) const FREE: SubSecond = SubSecond {
        kept: 0,
        room: SECOND_NANOS,
    };
}

/// The components of one map.
#[derive(Debug, Default)]
pub(super) struct Fields<'m> {
    /// Temporal values to take components from, by their key.
    pub(super) date: Option<&'m Value>,
    pub(super) time: Option<&'m Value>,
    pub(super) datetime: Option<&'m Value>,
    /// The zone asked for.
    pub(super) zone: Option<Zone>,
    numbers: [Option<i64>; NAMES.len()],
}

impl<'m> Fields<'m> {
    /// Reads the components for a value of that kind.
    pub(super) fn read(kind: Kind, map: &'m Map) -> Result<Self, ValueError> {
        let mut fields = Fields::default();
        for (name, value) in map {
            fields.take(kind, name, value)?;
        }
        Ok(fields)
    }

    fn take(&mut self, kind: Kind, name: &str, value: &'m Value) -> Result<(), ValueError> {
        match name {
            "date" if kind.has_date() => self.date = Some(value),
            "time" if kind.has_time() => self.time = Some(value),
            "datetime" if kind.has_date() && kind.has_time() => self.datetime = Some(value),
            "timezone" => self.zone = Some(zone(value)?),
            _ => {
                let field = Field::named(name).filter(|field| field.belongs_to(kind));
                let unknown =
                    || invalid(format!("a {} has no '{}'", kind.name(), parse::cut(name)));
                self.numbers[field.ok_or_else(unknown)? as usize] = Some(integer(name, value)?);
            }
        }
        Ok(())
    }

    /// The number given for a field.
    pub(super) fn get(&self, field: Field) -> Option<i64> {
        self.numbers[field as usize]
    }

    /// Whether nothing but a zone is given: the current moment there is meant.
    pub(super) fn is_only_a_zone(&self) -> bool {
        self.has_only(&[])
    }

    /// Whether nothing but a zone and some of these numbers is given.
    pub(super) fn has_only(&self, allowed: &[Field]) -> bool {
        let bases = [self.date, self.time, self.datetime];
        let given = NAMES.iter().filter(|(field, _)| self.get(*field).is_some());
        bases.iter().all(Option::is_none)
            && given.into_iter().all(|(field, _)| allowed.contains(field))
    }

    /// The number given, else the one of the base, else the smallest.
    fn or(&self, field: Field, base: Option<i64>, smallest: i64) -> i64 {
        self.get(field).or(base).unwrap_or(smallest)
    }

    /// Every field must follow the one before it unless there is a base to take that from.
    fn require_order(&self, fields: &[Field]) -> Result<(), ValueError> {
        for pair in fields.windows(2) {
            if self.get(pair[0]).is_none() && self.get(pair[1]).is_some() {
                let (needed, given) = (pair[0].name(), pair[1].name());
                return Err(invalid(format!("'{given}' needs '{needed}' beside it")));
            }
        }
        Ok(())
    }

    fn system(&self) -> Result<System, ValueError> {
        let given = |system: &System| {
            system
                .fields()
                .iter()
                .any(|field| self.get(*field).is_some())
        };
        let mut systems = System::ALL.into_iter().filter(given);
        let first = systems.next().unwrap_or(System::Month);
        match systems.next() {
            None => Ok(first),
            Some(second) => Err(invalid(format!(
                "a day is given by '{}' or by '{}', not by both",
                first.fields()[0].name(),
                second.fields()[0].name()
            ))),
        }
    }

    /// The date the components amount to; what they leave open is taken from the base, else it is the first.
    pub(super) fn date_of(&self, base: Option<Date>) -> Result<Date, ValueError> {
        let system = self.system()?;
        if base.is_none() {
            if self.get(Field::Year).is_none() {
                return Err(invalid("a date needs 'year'"));
            }
            self.require_order(system.fields())?;
        }
        let date = match system {
            System::Month => self.by_month(base),
            System::Week => self.by_week(base),
            System::Quarter => self.by_quarter(base),
            System::Ordinal => self.by_ordinal(base),
        };
        date.ok_or_else(|| invalid("there is no such date"))
    }

    /// A day taken from the base is moved to the end of a month too short for it; one that was given is not.
    fn by_month(&self, base: Option<Date>) -> Option<Date> {
        let year = self.or(Field::Year, base.map(Date::year), 1);
        let month = self.or(Field::Month, base.map(Date::month), 1);
        match (self.get(Field::Day), base) {
            (None, Some(base)) if (1..=12).contains(&month) => {
                Date::clamped(year, month, base.day())
            }
            (day, _) => Date::new(year, month, day.unwrap_or(1)),
        }
    }

    fn by_week(&self, base: Option<Date>) -> Option<Date> {
        let year = self.or(Field::Year, base.map(Date::week_year), 1);
        let week = self.or(Field::Week, base.map(Date::week), 1);
        Date::from_week(
            year,
            week,
            self.or(Field::DayOfWeek, base.map(Date::day_of_week), 1),
        )
    }

    fn by_quarter(&self, base: Option<Date>) -> Option<Date> {
        let year = self.or(Field::Year, base.map(Date::year), 1);
        let quarter = self.or(Field::Quarter, base.map(Date::quarter), 1);
        let day = match (self.get(Field::DayOfQuarter), base) {
            (None, Some(base)) if (1..=4).contains(&quarter) => base
                .day_of_quarter()
                .min(calendar::days_in_quarter(year, quarter)),
            (day, _) => day.unwrap_or(1),
        };
        Date::from_quarter(year, quarter, day)
    }

    fn by_ordinal(&self, base: Option<Date>) -> Option<Date> {
        let year = self.or(Field::Year, base.map(Date::year), 1);
        Date::from_ordinal(year, self.or(Field::OrdinalDay, None, 1))
    }

    /// The time of day the components amount to; what they leave open is taken from the base, else it is zero.
    pub(super) fn time_of(&self, base: Option<LocalTime>) -> Result<LocalTime, ValueError> {
        let given = self.sub_second(SubSecond::FREE)?;
        let nanosecond = given.or(base.map(LocalTime::nanosecond));
        self.clock(base, nanosecond.unwrap_or(0))
    }

    /// As [`Fields::time_of`] for a base that was truncated: what is given below the unit is added to what stayed of the second,
    /// and what is given of the unit, or of one above it, takes its place.
    pub(super) fn time_within(
        &self,
        base: LocalTime,
        sub_second: SubSecond,
    ) -> Result<LocalTime, ValueError> {
        let mut units = SUB_SECOND.into_iter();
        let replaced =
            units.any(|(field, nanos)| nanos >= sub_second.room && self.get(field).is_some());
        let stays = match replaced {
            true => SubSecond::FREE,
            false => sub_second,
        };
        let given = self.sub_second(stays)?.unwrap_or(0);
        self.clock(Some(base), stays.kept + given)
    }

    fn clock(&self, base: Option<LocalTime>, nanosecond: i64) -> Result<LocalTime, ValueError> {
        if base.is_none() {
            self.require_order(&[Field::Hour, Field::Minute, Field::Second])?;
        }
        let hour = self.or(Field::Hour, base.map(LocalTime::hour), 0);
        let minute = self.or(Field::Minute, base.map(LocalTime::minute), 0);
        let second = self.or(Field::Second, base.map(LocalTime::second), 0);
        LocalTime::new(hour, minute, second, nanosecond)
            .ok_or_else(|| invalid("there is no such time of day"))
    }

    /// Nanoseconds given below the second. A smaller unit beside a larger one counts only what is below that.
    fn sub_second(&self, limits: SubSecond) -> Result<Option<i64>, ValueError> {
        let (mut room, mut total) = (limits.room, None);
        for (field, nanos) in SUB_SECOND {
            let Some(amount) = self.get(field) else {
                continue;
            };
            if amount < 0 || amount >= room / nanos {
                let most = room / nanos - 1;
                return Err(invalid(format!(
                    "'{}' must be between 0 and {most}",
                    field.name()
                )));
            }
            total = Some(total.unwrap_or(0) + amount * nanos);
            room = nanos;
        }
        Ok(total)
    }
}

fn zone(value: &Value) -> Result<Zone, ValueError> {
    value
        .as_str()
        .map_or_else(|| Err(wrong("timezone", "text", value)), Zone::parse)
}

fn integer(name: &str, value: &Value) -> Result<i64, ValueError> {
    value
        .as_integer()
        .ok_or_else(|| wrong(name, "an integer", value))
}

/// The number a component of a duration is.
pub(super) fn number(name: &str, value: &Value) -> Result<Decimal, ValueError> {
    match value {
        Value::Integer(number) => Ok(Decimal::whole(*number)),
        Value::Float(number) => Decimal::from_float(*number).ok_or_else(too_long),
        other => Err(wrong(name, "a number", other)),
    }
}

fn wrong(name: &str, wanted: &str, found: &Value) -> ValueError {
    let found = found.type_name();
    ValueError::type_error(
        "InvalidArgumentType",
        format!("'{}' must be {wanted}, found {found}", parse::cut(name)),
    )
}
