//! Temporal values: reading, building, taking apart, shifting and measuring them.

use std::sync::Arc;

use proptest::prelude::*;
use rihla::value::temporal::{
    Date, DateTime, Duration, Kind, LocalDateTime, LocalTime, Now, Zone, between, component,
    construct, current, in_days, in_months, in_seconds, minus, parse, plus, truncate,
};
use rihla::value::{ErrorKind, Map, Value, ValueError, compare};

/// 2024-03-10T05:06:07.008Z.
const NOW: Now<'static> = Now {
    epoch_nanos: 1_710_047_167_008_000_000,
    zone: "UTC",
};

fn read(kind: Kind, text: &str) -> Result<Value, ValueError> {
    construct(kind, &Value::from(text), &NOW)
}

fn date(text: &str) -> Value {
    read(Kind::Date, text).unwrap()
}

fn local(text: &str) -> Value {
    read(Kind::LocalDateTime, text).unwrap()
}

fn zoned(text: &str) -> Value {
    read(Kind::DateTime, text).unwrap()
}

fn time(text: &str) -> Value {
    read(Kind::Time, text).unwrap()
}

fn duration(text: &str) -> Duration {
    parse::duration(text).unwrap()
}

fn map(entries: &[(&str, Value)]) -> Map {
    entries
        .iter()
        .map(|(key, value)| (Arc::from(*key), value.clone()))
        .collect()
}

/// A map of integers.
fn numbers(entries: &[(&str, i64)]) -> Map {
    entries
        .iter()
        .map(|(key, number)| (Arc::from(*key), Value::Integer(*number)))
        .collect()
}

fn build(kind: Kind, components: Map) -> Result<String, ErrorKind> {
    construct(kind, &Value::map(components), &NOW)
        .map(|value| value.to_string())
        .map_err(|error| error.kind)
}

#[test]
fn text_in_every_form_is_read() {
    let cases = [
        (Kind::Date, "1999-12-31", "1999-12-31"),
        (Kind::Date, "19991231", "1999-12-31"),
        (Kind::Date, "2000-02", "2000-02-01"),
        (Kind::Date, "200002", "2000-02-01"),
        (Kind::Date, "2000-366", "2000-12-31"),
        (Kind::Date, "2000366", "2000-12-31"),
        (Kind::Date, "2020-W53-5", "2021-01-01"),
        (Kind::Date, "2020W53", "2020-12-28"),
        (Kind::Date, "2021-Q4-92", "2021-12-31"),
        (Kind::Date, "2021Q2", "2021-04-01"),
        (Kind::Date, "-0044-03-15", "-0044-03-15"),
        (Kind::Date, "+12345-06-07", "+12345-06-07"),
        (Kind::Date, "+7", "0007-01-01"),
        (Kind::LocalTime, "07", "07:00"),
        (Kind::LocalTime, "0708", "07:08"),
        (Kind::LocalTime, "070809,5", "07:08:09.500"),
        (Kind::LocalTime, "07:08:00.000001", "07:08:00.000001"),
        (Kind::LocalTime, "23:59:59.999999999", "23:59:59.999999999"),
        (Kind::Time, "07:08", "07:08Z"),
        (Kind::Time, "07:08-03:30", "07:08-03:30"),
        (Kind::Time, "0708+013045", "07:08+01:30:45"),
        (Kind::LocalDateTime, "2000-366T23", "2000-12-31T23:00"),
        (Kind::LocalDateTime, "2000", "2000-01-01T00:00"),
        (Kind::DateTime, "2024-06-01T12:00", "2024-06-01T12:00Z"),
        (
            Kind::DateTime,
            "2024-06-01T12[europe/paris]",
            "2024-06-01T12:00+02:00[Europe/Paris]",
        ),
        (
            Kind::DateTime,
            "2024-06-01T12Z[UTC]",
            "2024-06-01T12:00Z[UTC]",
        ),
    ];
    for (kind, text, expected) in cases {
        let value = read(kind, text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(value.to_string(), expected, "{text}");
    }
}

#[test]
fn text_that_is_no_moment_is_refused() {
    let cases = [
        (Kind::Date, "2023-02-29"),
        (Kind::Date, "2021-W53-1"),
        (Kind::Date, "2021-366"),
        (Kind::Date, "2021-Q1-91"),
        (Kind::Date, "2021-13-01"),
        (Kind::Date, "20211"),
        (Kind::Date, "+1234567890-01-01"),
        (Kind::Date, "2021-01-01T00:00"),
        (Kind::Date, ""),
        (Kind::LocalTime, "24:00"),
        (Kind::LocalTime, "12:60"),
        (Kind::LocalTime, "12:00:00."),
        (Kind::LocalTime, "12:00:00.1234567890"),
        (Kind::LocalTime, "12:00Z"),
        (Kind::Time, "12:00+18:01"),
        (Kind::Time, "12:00[Europe/Paris]"),
        (Kind::LocalDateTime, "2021-01-01T"),
        (Kind::LocalDateTime, "2021-01-01 12:00"),
        (Kind::DateTime, "2021-01-01T12:00["),
        (Kind::DateTime, "2021-01-01T12:00[Europe/Atlantis]"),
        (Kind::DateTime, "2021-01-01T12:00+05:00[Europe/Paris]"),
    ];
    for (kind, text) in cases {
        let result = read(kind, text).map(|value| value.to_string());
        assert_eq!(
            result.map_err(|error| error.kind),
            Err(ErrorKind::ArgumentError),
            "{text}"
        );
    }
}

#[test]
fn dates_are_built_from_components() {
    let cases: [(&[(&str, i64)], &str); 7] = [
        (&[("year", 2024)], "2024-01-01"),
        (&[("year", 2024), ("month", 2), ("day", 29)], "2024-02-29"),
        (&[("day", 3), ("month", 2), ("year", -1)], "-0001-02-03"),
        (&[("year", 2026), ("week", 1)], "2025-12-29"),
        (
            &[("year", 2020), ("week", 53), ("dayOfWeek", 7)],
            "2021-01-03",
        ),
        (&[("year", 2023), ("ordinalDay", 365)], "2023-12-31"),
        (
            &[("year", 2024), ("quarter", 1), ("dayOfQuarter", 91)],
            "2024-03-31",
        ),
    ];
    for (components, expected) in cases {
        assert_eq!(
            build(Kind::Date, numbers(components)).as_deref(),
            Ok(expected),
            "{components:?}"
        );
    }
}

#[test]
fn components_that_name_no_moment_are_refused() {
    let cases: [(Kind, &[(&str, i64)]); 12] = [
        (Kind::Date, &[]),
        (Kind::Date, &[("month", 3)]),
        (Kind::Date, &[("year", 2024), ("day", 3)]),
        (Kind::Date, &[("year", 2024), ("dayOfWeek", 3)]),
        (Kind::Date, &[("year", 2024), ("month", 1), ("week", 3)]),
        (Kind::Date, &[("year", 2023), ("month", 2), ("day", 29)]),
        (Kind::Date, &[("year", i64::MAX)]),
        (Kind::Date, &[("year", 2024), ("hour", 1)]),
        (Kind::Date, &[("yaer", 2024)]),
        (Kind::LocalTime, &[("hour", 1), ("second", 1)]),
        (
            Kind::LocalTime,
            &[("hour", 1), ("millisecond", 1), ("microsecond", 1_000)],
        ),
        (Kind::DateTime, &[("epochSeconds", 1), ("epochMillis", 1)]),
    ];
    for (kind, components) in cases {
        let built = build(kind, numbers(components));
        assert_eq!(built, Err(ErrorKind::ArgumentError), "{components:?}");
    }
    let text = map(&[("year", Value::from("2024"))]);
    assert_eq!(build(Kind::Date, text), Err(ErrorKind::TypeError));
}

#[test]
fn parts_are_taken_from_other_values_and_replaced() {
    let paris = zoned("2024-07-05T08:09:10.011[Europe/Paris]");
    let cases = [
        (
            Kind::Date,
            map(&[("date", paris.clone()), ("month", 2.into())]),
            "2024-02-05",
        ),
        (
            Kind::Date,
            map(&[("date", date("2024-03-31")), ("month", 2.into())]),
            "2024-02-29",
        ),
        (
            Kind::Date,
            map(&[("date", date("2024-02-29")), ("year", 2023.into())]),
            "2023-02-28",
        ),
        (
            Kind::Date,
            map(&[("date", date("2024-12-30")), ("dayOfWeek", 7.into())]),
            "2025-01-05",
        ),
        (
            Kind::LocalTime,
            map(&[("time", paris.clone()), ("minute", 0.into())]),
            "08:00:10.011",
        ),
        (
            Kind::LocalTime,
            map(&[("time", paris.clone()), ("nanosecond", 5.into())]),
            "08:09:10.000000005",
        ),
        (
            Kind::Time,
            map(&[("time", paris.clone())]),
            "08:09:10.011+02:00",
        ),
        (
            Kind::DateTime,
            map(&[("date", date("2024-01-05")), ("time", paris.clone())]),
            "2024-01-05T08:09:10.011+01:00[Europe/Paris]",
        ),
        (
            Kind::DateTime,
            map(&[
                ("datetime", paris.clone()),
                ("timezone", "America/New_York".into()),
            ]),
            "2024-07-05T02:09:10.011-04:00[America/New_York]",
        ),
        (
            Kind::DateTime,
            map(&[
                ("datetime", local("2024-07-05T08:00")),
                ("timezone", "-03:00".into()),
            ]),
            "2024-07-05T08:00-03:00",
        ),
        (
            Kind::DateTime,
            map(&[("epochMillis", (-1).into()), ("timezone", "+01:00".into())]),
            "1970-01-01T00:59:59.999+01:00",
        ),
    ];
    for (kind, components, expected) in cases {
        let shown = Value::map(components.clone()).to_string();
        assert_eq!(build(kind, components).as_deref(), Ok(expected), "{shown}");
    }
}

#[test]
fn now_is_the_given_moment_in_the_given_zone() {
    let tokyo = current(Kind::LocalDateTime, Some("Asia/Tokyo"), &NOW).unwrap();
    assert_eq!(tokyo.to_string(), "2024-03-10T14:06:07.008");
    let there = Now {
        zone: "Asia/Tokyo",
        ..NOW
    };
    let shown = current(Kind::DateTime, None, &there).unwrap().to_string();
    assert_eq!(shown, "2024-03-10T14:06:07.008+09:00[Asia/Tokyo]");
    let only_zone = map(&[("timezone", "-12:00".into())]);
    assert_eq!(build(Kind::Date, only_zone).as_deref(), Ok("2024-03-09"));
    assert!(current(Kind::Date, Some("Nowhere/Else"), &NOW).is_err());
}

#[test]
fn a_time_the_clocks_pass_over_moves_forward_and_the_first_of_two_is_meant() {
    let cases = [
        (
            "2024-03-31T02:30[Europe/Berlin]",
            "2024-03-31T03:30+02:00[Europe/Berlin]",
        ),
        (
            "2024-10-27T02:30[Europe/Berlin]",
            "2024-10-27T02:30+02:00[Europe/Berlin]",
        ),
        (
            "2024-10-27T02:30+01:00[Europe/Berlin]",
            "2024-10-27T02:30+01:00[Europe/Berlin]",
        ),
        // The day Samoa left out.
        (
            "2011-12-30T12:00[Pacific/Apia]",
            "2011-12-31T12:00+14:00[Pacific/Apia]",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(zoned(text).to_string(), expected);
    }
}

#[test]
fn the_second_of_two_times_stays_the_second() {
    let second = zoned("2024-10-27T02:30:15+01:00[Europe/Berlin]");
    let hour = truncate(Kind::DateTime, "hour", &second, &Map::default(), &NOW).unwrap();
    assert_eq!(hour.to_string(), "2024-10-27T02:00+01:00[Europe/Berlin]");
    let moved = map(&[("datetime", second.clone()), ("timezone", "Z".into())]);
    assert_eq!(
        build(Kind::DateTime, moved).as_deref(),
        Ok("2024-10-27T01:30:15Z")
    );
    let there = plus(&second, &duration("P1Y")).unwrap().unwrap();
    assert_eq!(
        there.to_string(),
        "2025-10-27T02:30:15+01:00[Europe/Berlin]"
    );
    let back = minus(&there, &duration("P1Y")).unwrap().unwrap();
    assert!(compare::equivalent(&back, &second), "{back}");
}

#[test]
fn zones_go_on_beyond_the_years_their_database_knows() {
    let cases = [
        ("+20240-07-01T12:00[Europe/Berlin]", "+02:00"),
        ("+20240-01-01T12:00[Europe/Berlin]", "+01:00"),
        ("+999999999-07-01T12:00[Europe/Berlin]", "+02:00"),
        ("-999999999-07-01T12:00[Europe/Berlin]", "+00:53:28"),
    ];
    for (text, offset) in cases {
        assert_eq!(
            component(&zoned(text), "offset").unwrap().as_str(),
            Some(offset),
            "{text}"
        );
    }
}

#[test]
fn components_are_read_back() {
    let value = zoned("2024-12-30T13:14:15.016017018[Asia/Kathmandu]");
    let cases = [
        ("year", 2024),
        ("weekYear", 2025),
        ("week", 1),
        ("dayOfWeek", 1),
        ("quarter", 4),
        ("dayOfQuarter", 91),
        ("ordinalDay", 365),
        ("millisecond", 16),
        ("microsecond", 16_017),
        ("nanosecond", 16_017_018),
        ("offsetMinutes", 345),
        ("offsetSeconds", 20_700),
        ("epochSeconds", 1_735_543_755),
        ("epochMillis", 1_735_543_755_016),
    ];
    for (name, expected) in cases {
        assert_eq!(
            component(&value, name).and_then(|it| it.as_integer()),
            Some(expected),
            "{name}"
        );
    }
    assert_eq!(
        component(&value, "timezone").unwrap().as_str(),
        Some("Asia/Kathmandu")
    );
    assert!(component(&value, "parsec").is_none());
    assert!(component(&date("2024-12-30"), "hour").is_none());
}

#[test]
fn components_of_durations_count_whole_units() {
    let length = Value::Duration(Arc::new(duration("P2Y5M17DT26H3M4.005006007S")));
    let cases = [
        ("years", 2),
        ("quarters", 9),
        ("months", 29),
        ("weeks", 2),
        ("days", 17),
        ("hours", 26),
        ("minutes", 1_563),
        ("seconds", 93_784),
        ("milliseconds", 93_784_005),
        ("quartersOfYear", 1),
        ("monthsOfQuarter", 2),
        ("monthsOfYear", 5),
        ("daysOfWeek", 3),
        ("minutesOfHour", 3),
        ("secondsOfMinute", 4),
        ("millisecondsOfSecond", 5),
        ("microsecondsOfSecond", 5_006),
        ("nanosecondsOfSecond", 5_006_007),
    ];
    for (name, expected) in cases {
        assert_eq!(
            component(&length, name).and_then(|it| it.as_integer()),
            Some(expected),
            "{name}"
        );
    }
}

#[test]
fn durations_are_read_and_printed() {
    let cases = [
        ("P1Y2M10DT2H30M", "P1Y2M10DT2H30M"),
        ("P14M", "P1Y2M"),
        ("PT90M", "PT1H30M"),
        ("P1W", "P7D"),
        ("-P1DT1S", "P-1DT-1S"),
        ("PT-0.5S", "PT-0.5S"),
        ("PT1M-0.25S", "PT59.75S"),
        ("P1,5D", "P1DT12H"),
        ("P0.5Y", "P6M"),
        ("PT0.1S", "PT0.1S"),
        ("P0003-04-05T06:07:08", "P3Y4M5DT6H7M8S"),
        ("P00030405T060708", "P3Y4M5DT6H7M8S"),
        ("P0D", "PT0S"),
    ];
    for (text, expected) in cases {
        assert_eq!(duration(text).to_string(), expected, "{text}");
    }
    for text in [
        "",
        "P",
        "PT",
        "P1",
        "P1S",
        "PT1D",
        "P1DT",
        "P1D2Y",
        "P1DT1H1H",
        "1D",
        "P1.2.3D",
        "P99999999999999999999D",
    ] {
        assert!(parse::duration(text).is_err(), "{text}");
    }
}

#[test]
fn fractions_of_durations_are_handed_down() {
    // An average month has 30.436875 days.
    let cases = [
        (map(&[("months", 1.5.into())]), "P1M15DT5H14M33S"),
        (map(&[("weeks", 0.5.into())]), "P3DT12H"),
        (
            map(&[("hours", 0.1.into()), ("minutes", 0.1.into())]),
            "PT6M6S",
        ),
        (map(&[("milliseconds", 2.5.into())]), "PT0.0025S"),
        (map(&[("nanoseconds", 0.9.into())]), "PT0S"),
        (
            map(&[("days", 1.into()), ("seconds", (-1).into())]),
            "P1DT-1S",
        ),
        (map(&[("quarters", 5.into())]), "P1Y3M"),
    ];
    for (components, expected) in cases {
        let shown = Value::map(components.clone()).to_string();
        assert_eq!(
            Duration::from_components(&components).unwrap().to_string(),
            expected,
            "{shown}"
        );
    }
    let failing = [
        (map(&[("year", 1.into())]), ErrorKind::ArgumentError),
        (map(&[("years", "1".into())]), ErrorKind::TypeError),
        (
            map(&[("years", i64::MAX.into())]),
            ErrorKind::ArithmeticError,
        ),
        (
            map(&[("years", f64::NAN.into())]),
            ErrorKind::ArithmeticError,
        ),
    ];
    for (components, kind) in failing {
        assert_eq!(
            Duration::from_components(&components).unwrap_err().kind,
            kind
        );
    }
}

#[test]
fn durations_are_scaled() {
    let length = duration("P3M5DT7S");
    assert_eq!(length.times(0.5).unwrap().to_string(), "P1M17DT17H14M36.5S");
    assert_eq!(length.times_whole(-2).unwrap().to_string(), "P-6M-10DT-14S");
    assert_eq!(length.divided_by(0.25).unwrap().to_string(), "P1Y20DT28S");
    assert_eq!(
        duration("PT1S").divided_by_whole(3).unwrap().to_string(),
        "PT0.333333333S"
    );
    assert_eq!(length.times_whole(i64::MAX), None);
    assert_eq!(length.divided_by_whole(0), None);
    assert_eq!(length.divided_by(0.0), None);
}

#[test]
fn moments_are_shifted_by_months_then_days_then_seconds() {
    let cases = [
        (date("2024-01-31"), "P1M", "2024-02-29"),
        (date("2024-01-31"), "P1MT23H", "2024-02-29"),
        (date("2024-01-31"), "PT48H", "2024-02-02"),
        (read(Kind::LocalTime, "23:00").unwrap(), "P5DT2H", "01:00"),
        (time("01:00+02:00"), "PT-2H", "23:00+02:00"),
        (local("2023-12-31T23:59:59.5"), "PT0.5S", "2024-01-01T00:00"),
        // A day over a change of the clocks is not 24 hours.
        (
            zoned("2024-03-30T12:00[Europe/Berlin]"),
            "P1D",
            "2024-03-31T12:00+02:00[Europe/Berlin]",
        ),
        (
            zoned("2024-03-30T12:00[Europe/Berlin]"),
            "PT24H",
            "2024-03-31T13:00+02:00[Europe/Berlin]",
        ),
        (
            zoned("2024-10-27T02:30[Europe/Berlin]"),
            "PT1H",
            "2024-10-27T02:30+01:00[Europe/Berlin]",
        ),
    ];
    for (value, by, expected) in cases {
        let shifted = plus(&value, &duration(by)).unwrap().unwrap();
        assert_eq!(shifted.to_string(), expected, "{value} + {by}");
    }
    let back = minus(&date("2024-03-31"), &duration("P1M"))
        .unwrap()
        .unwrap();
    assert_eq!(back.to_string(), "2024-02-29");
    assert!(plus(&Value::Date(Date::MAX), &duration("P1D")).is_err());
    assert!(
        plus(&Value::Integer(1), &duration("P1D"))
            .unwrap()
            .is_none()
    );
}

#[test]
fn durations_between_moments() {
    let cases = [
        (
            date("2024-01-31"),
            date("2024-03-01"),
            "P1M1D",
            "P1M",
            "P30D",
            "PT720H",
        ),
        (
            date("2024-03-01"),
            date("2024-01-31"),
            "P-1M-1D",
            "P-1M",
            "P-30D",
            "PT-720H",
        ),
        (
            local("2024-01-01T12:00"),
            local("2024-01-03T11:59:59.5"),
            "P1DT23H59M59.5S",
            "PT0S",
            "P1D",
            "PT47H59M59.5S",
        ),
        (
            time("10:00+02:00"),
            time("10:00Z"),
            "PT2H",
            "PT0S",
            "PT0S",
            "PT2H",
        ),
        (
            zoned("2024-03-30T12:00[Europe/Berlin]"),
            date("2024-04-01"),
            "P1DT12H",
            "PT0S",
            "P1D",
            "PT35H",
        ),
        (
            zoned("2024-03-31T00:00[Europe/Berlin]"),
            read(Kind::LocalTime, "06:00").unwrap(),
            "PT5H",
            "PT0S",
            "PT0S",
            "PT5H",
        ),
    ];
    for (from, to, whole, months, days, seconds) in cases {
        let shown = format!("{from} to {to}");
        assert_eq!(between(&from, &to).unwrap().to_string(), whole, "{shown}");
        assert_eq!(
            in_months(&from, &to).unwrap().to_string(),
            months,
            "{shown}"
        );
        assert_eq!(in_days(&from, &to).unwrap().to_string(), days, "{shown}");
        assert_eq!(
            in_seconds(&from, &to).unwrap().to_string(),
            seconds,
            "{shown}"
        );
    }
    assert!(between(&date("2024-01-01"), &Value::Integer(1)).is_err());
}

#[test]
fn truncation_goes_back_to_where_the_unit_began() {
    let value = zoned("2024-08-15T13:14:15.016017018[Europe/Berlin]");
    let cases = [
        ("millennium", "2000-01-01T00:00+01:00[Europe/Berlin]"),
        ("decade", "2020-01-01T00:00+01:00[Europe/Berlin]"),
        ("weekYear", "2024-01-01T00:00+01:00[Europe/Berlin]"),
        ("quarter", "2024-07-01T00:00+02:00[Europe/Berlin]"),
        ("week", "2024-08-12T00:00+02:00[Europe/Berlin]"),
        ("hour", "2024-08-15T13:00+02:00[Europe/Berlin]"),
        (
            "millisecond",
            "2024-08-15T13:14:15.016+02:00[Europe/Berlin]",
        ),
    ];
    for (unit, expected) in cases {
        let truncated = truncate(Kind::DateTime, unit, &value, &Map::default(), &NOW).unwrap();
        assert_eq!(truncated.to_string(), expected, "{unit}");
    }
    let below = numbers(&[("microsecond", 7), ("nanosecond", 8)]);
    let truncated = truncate(Kind::LocalTime, "millisecond", &value, &below, &NOW).unwrap();
    assert_eq!(truncated.to_string(), "13:14:15.016007008");
    let same = numbers(&[("millisecond", 7)]);
    for unit in ["millisecond", "microsecond"] {
        let truncated = truncate(Kind::LocalTime, unit, &value, &same, &NOW).unwrap();
        assert_eq!(truncated.to_string(), "13:14:15.007", "{unit}");
    }
    for (kind, unit, components) in [
        (Kind::Date, "hour", &Map::default()),
        (Kind::LocalTime, "month", &Map::default()),
        (Kind::DateTime, "fortnight", &Map::default()),
    ] {
        let error = truncate(kind, unit, &value, components, &NOW).unwrap_err();
        assert_eq!(error.kind, ErrorKind::ArgumentError, "{unit}");
    }
    let time_only = truncate(Kind::Date, "day", &time("12:00"), &Map::default(), &NOW);
    assert_eq!(time_only.unwrap_err().kind, ErrorKind::TypeError);
}

#[test]
fn zoned_values_are_compared_by_their_moment_and_then_by_their_offset() {
    let (berlin, utc) = (
        zoned("2024-01-01T12:00[Europe/Berlin]"),
        zoned("2024-01-01T11:00Z"),
    );
    assert_eq!(compare::equal(&berlin, &utc), Some(false));
    assert_eq!(compare::at_most(&berlin, &utc), Some(false));
    assert_eq!(compare::at_most(&utc, &berlin), Some(true));
    assert!(!compare::equivalent(&berlin, &utc));
    assert_eq!(
        compare::less_than(&time("10:00+02:00"), &time("09:00Z")),
        Some(true)
    );
    assert_eq!(
        compare::less_than(&date("2024-01-01"), &local("2024-01-02")),
        None
    );
}

#[test]
fn epochs_count_from_1970() {
    let cases = [
        (
            DateTime::from_epoch(0, -1),
            "1969-12-31T23:59:59.999999999Z",
        ),
        (
            DateTime::from_epoch(86_400, 1_500_000_000),
            "1970-01-02T00:00:01.500Z",
        ),
        (
            DateTime::from_epoch_millis(-1_500),
            "1969-12-31T23:59:58.500Z",
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(value.unwrap().to_string(), expected);
    }
    assert!(DateTime::from_epoch(i64::MAX, i64::MAX).is_err());
}

fn any_date() -> impl Strategy<Value = Date> {
    let ordinary = -1_000_000..1_000_000_i64;
    let all = Date::MIN.epoch_days..=Date::MAX.epoch_days;
    prop_oneof![3 => ordinary, 1 => all].prop_map(|days| Date::from_epoch_days(days).unwrap())
}

fn any_local() -> impl Strategy<Value = LocalDateTime> {
    (any_date(), 0..86_400_000_000_000_i64)
        .prop_map(|(date, nanos)| LocalDateTime::new(date, LocalTime::wrapping(nanos)))
}

fn any_zone() -> impl Strategy<Value = Zone> {
    let names = [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Tokyo",
    ];
    prop_oneof![
        (-64_800..=64_800_i32).prop_map(Zone::Offset),
        proptest::sample::select(names.to_vec()).prop_map(|name| Zone::parse(name).unwrap()),
    ]
}

fn same_moment(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::DateTime(left), Value::DateTime(right)) => left.compare_instant(right).is_eq(),
        _ => false,
    }
}

fn any_zoned() -> impl Strategy<Value = Value> {
    (any_local(), any_zone()).prop_filter_map("inside the calendar", |(local, zone)| {
        DateTime::at_local(local, zone).map(|zoned| Value::DateTime(Arc::new(zoned)))
    })
}

proptest! {
    #[test]
    fn printed_moments_read_back(zoned in any_zoned(), local in any_local()) {
        prop_assert_eq!(read(Kind::Date, &local.date().to_string()).unwrap().to_string(), local.date().to_string());
        let back = read(Kind::LocalDateTime, &local.to_string()).unwrap();
        prop_assert!(compare::equivalent(&back, &Value::LocalDateTime(local)));
        let back = read(Kind::DateTime, &zoned.to_string()).unwrap();
        prop_assert!(compare::equivalent(&back, &zoned), "{} and {}", back, zoned);
    }

    #[test]
    fn a_date_is_made_of_its_parts(date in any_date()) {
        prop_assert_eq!(Date::from_ordinal(date.year(), date.ordinal_day()), Some(date));
        prop_assert_eq!(Date::from_quarter(date.year(), date.quarter(), date.day_of_quarter()), Some(date));
        if date.week_year().abs() < 999_999_999 {
            prop_assert_eq!(Date::from_week(date.week_year(), date.week(), date.day_of_week()), Some(date));
        }
    }

    #[test]
    fn what_lies_between_leads_from_one_to_the_other(from in any_zoned(), to in any_zoned()) {
        let Ok(length) = between(&from, &to) else { return Ok(()) };
        let reached = plus(&from, &length).unwrap().unwrap();
        prop_assert!(same_moment(&reached, &to), "{} + {} = {}", from, length, reached);
    }

    #[test]
    fn printed_durations_read_back(
        months in -100_000..100_000_i64,
        days in any::<i32>(),
        seconds in any::<i32>(),
        nanos in 0..1_000_000_000_i64,
    ) {
        let length = Duration::new(months, days.into(), seconds.into(), nanos).unwrap();
        prop_assert_eq!(parse::duration(&length.to_string()).unwrap(), length);
    }

    #[test]
    fn no_text_panics(text in "[-+PTWQYMDHSZ0-9:.,\\[\\]a-z/é]{0,24}") {
        let _ = parse::duration(&text);
        for kind in [Kind::Date, Kind::LocalTime, Kind::Time, Kind::LocalDateTime, Kind::DateTime] {
            let _ = read(kind, &text);
        }
    }

    #[test]
    fn no_component_panics(
        entries in proptest::collection::vec((0..16_usize, prop_oneof![any::<i64>(), -5..5_i64]), 0..5),
        base in any_zoned(),
        based in any::<bool>(),
    ) {
        const KEYS: [&str; 16] = [
            "year", "month", "day", "week", "dayOfWeek", "ordinalDay", "quarter", "dayOfQuarter", "hour",
            "minute", "second", "millisecond", "microsecond", "nanosecond", "epochSeconds", "epochMillis",
        ];
        let mut components = numbers(&entries.iter().map(|(at, number)| (KEYS[*at], *number)).collect::<Vec<_>>());
        if based {
            components.insert("datetime".into(), base.clone());
        }
        for kind in [Kind::Date, Kind::LocalTime, Kind::Time, Kind::LocalDateTime, Kind::DateTime] {
            let _ = build(kind, components.clone());
            let _ = truncate(kind, "week", &base, &components, &NOW);
        }
    }

    #[test]
    fn no_shift_panics(moment in any_zoned(), parts in any::<(i64, i64, i64)>(), factor in any::<f64>()) {
        let length = Duration::new(parts.0, parts.1, parts.2, 1).unwrap();
        let _ = (plus(&moment, &length), minus(&moment, &length));
        let _ = (length.times(factor), length.divided_by(factor), length.times_whole(parts.0));
        let _ = (length.plus(length), length.negated(), length.to_string());
    }
}
