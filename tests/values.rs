//! Values: how they relate, compute, print and convert.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use proptest::prelude::*;
use rihla::value::arithmetic::{self, Pattern};
use rihla::value::compare::{self, Comparison, Equivalent};
use rihla::value::convert::{self, or_null};
use rihla::value::literal::{float, identifier, literal};
use rihla::value::temporal::{Date, Duration, LocalDateTime, LocalTime, Time, Zone};
use rihla::value::{
    DateTime, Map, NodeId, Path, Point, RelationshipId, Type, Value, ValueError, value_type,
};

fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::from(items.into_iter().collect::<Vec<_>>())
}

fn ints(items: impl IntoIterator<Item = i64>) -> Value {
    list(items.into_iter().map(Value::Integer))
}

fn entries(entries: &[(&str, Value)]) -> Map {
    entries
        .iter()
        .map(|(key, value)| (Arc::from(*key), value.clone()))
        .collect()
}

fn map(pairs: &[(&str, Value)]) -> Value {
    Value::map(entries(pairs))
}

fn duration(months: i64, days: i64, seconds: i64) -> Value {
    Value::Duration(Arc::new(Duration::new(months, days, seconds, 0).unwrap()))
}

fn shown(result: Result<Value, ValueError>) -> String {
    match result {
        Ok(value) => value.to_string(),
        Err(error) => format!("{} {}", error.kind, error.detail),
    }
}

fn hash_of(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    Equivalent(value.clone()).hash(&mut hasher);
    hasher.finish()
}

#[test]
fn equality_is_unknown_where_a_null_decides() {
    let null = || Value::Null;
    let cases = [
        (null(), null(), None),
        (null(), Value::from(1), None),
        (Value::from(1), Value::from(1.0), Some(true)),
        (Value::from(1), Value::from("1"), Some(false)),
        (Value::from(f64::NAN), Value::from(f64::NAN), Some(false)),
        (
            Value::from(i64::MAX),
            Value::from(9_223_372_036_854_775_807.0),
            Some(false),
        ),
        (
            list([null(), Value::from(1)]),
            list([null(), Value::from(2)]),
            Some(false),
        ),
        (
            list([null(), Value::from(1)]),
            list([null(), Value::from(1)]),
            None,
        ),
        (list([null()]), list([null(), null()]), Some(false)),
        (map(&[("a", null())]), map(&[("b", null())]), Some(false)),
        (map(&[("a", null())]), map(&[("a", Value::from(1))]), None),
        (
            map(&[("a", 1.into()), ("b", 2.into())]),
            map(&[("b", 2.into()), ("a", 1.into())]),
            Some(true),
        ),
        (duration(1, 0, 0), duration(0, 30, 0), Some(false)),
    ];
    for (left, right, expected) in cases {
        assert_eq!(compare::equal(&left, &right), expected, "{left} = {right}");
        assert_eq!(compare::equal(&right, &left), expected, "{right} = {left}");
        assert_eq!(
            compare::not_equal(&left, &right),
            expected.map(|equal| !equal)
        );
    }
}

#[test]
fn only_values_of_one_type_are_comparable() {
    use std::cmp::Ordering::{Greater, Less};
    let cases = [
        (Value::from(1), Value::from(1.5), Comparison::Known(Less)),
        (Value::from("Z"), Value::from("a"), Comparison::Known(Less)),
        (
            Value::from("\u{ffff}"),
            Value::from("\u{10000}"),
            Comparison::Known(Less),
        ),
        (
            Value::from(true),
            Value::from(false),
            Comparison::Known(Greater),
        ),
        (Value::from(f64::NAN), Value::from(1), Comparison::Never),
        (Value::from(1), Value::from("1"), Comparison::Unknown),
        (Value::Null, Value::Null, Comparison::Unknown),
        (ints([1, 2]), ints([1, 2, 3]), Comparison::Known(Less)),
        (
            list([1.into(), Value::Null]),
            ints([2, 3]),
            Comparison::Known(Less),
        ),
        (
            list([1.into(), Value::Null]),
            ints([1, 3]),
            Comparison::Unknown,
        ),
        (list([Value::from(f64::NAN)]), ints([1]), Comparison::Never),
        (map(&[]), map(&[]), Comparison::Unknown),
        (duration(0, 1, 0), duration(0, 2, 0), Comparison::Unknown),
    ];
    for (left, right, expected) in cases {
        assert_eq!(
            compare::compare(&left, &right),
            expected,
            "{left} and {right}"
        );
    }
    assert_eq!(
        compare::at_least(&Value::from(f64::NAN), &Value::from(f64::NAN)),
        Some(false)
    );
}

#[test]
fn all_values_have_a_place() {
    let point = Point {
        srid: 7_203,
        x: 0.0,
        y: 0.0,
        z: None,
    };
    let path = Path {
        nodes: vec![NodeId(0)],
        relationships: vec![],
    };
    let moment = LocalDateTime::new(Date { epoch_days: 0 }, LocalTime::MIDNIGHT);
    let zoned = DateTime::at_local(moment, Zone::UTC).unwrap();
    let sorted = [
        map(&[]),
        map(&[("b", 1.into())]),
        map(&[("a", 1.into()), ("b", 1.into())]),
        Value::Node(NodeId(3)),
        Value::Relationship(RelationshipId(1)),
        list([]),
        list([map(&[])]),
        ints([1]),
        list([1.into(), Value::Null]),
        list([Value::Null]),
        Value::Path(Arc::new(path)),
        Value::Point(Arc::new(point)),
        Value::DateTime(Arc::new(zoned)),
        Value::LocalDateTime(moment),
        Value::Date(Date { epoch_days: 0 }),
        Value::Time(Time {
            local: LocalTime::MIDNIGHT,
            offset: 0,
        }),
        Value::LocalTime(LocalTime::MIDNIGHT),
        duration(0, 30, 0),
        duration(1, 0, 0),
        duration(0, 31, 0),
        Value::from(""),
        Value::from("A"),
        Value::from("a"),
        Value::from(false),
        Value::from(true),
        Value::from(f64::NEG_INFINITY),
        Value::from(i64::MIN),
        Value::from(0),
        Value::from(0.5),
        Value::from(f64::INFINITY),
        Value::from(f64::NAN),
        Value::Null,
    ];
    for (at, left) in sorted.iter().enumerate() {
        for (other, right) in sorted.iter().enumerate() {
            assert_eq!(
                compare::order(left, right),
                at.cmp(&other),
                "{left} and {right}"
            );
        }
    }
}

#[test]
fn nulls_nans_and_equal_numbers_are_one_group() {
    let groups = [
        [Value::Null, Value::Null],
        [Value::from(f64::NAN), Value::from(-f64::NAN)],
        [Value::from(1), Value::from(1.0)],
        [Value::from(0.0), Value::from(-0.0)],
        [
            list([Value::Null, 2.into()]),
            list([Value::Null, 2.0.into()]),
        ],
        [
            map(&[("a", 1.into()), ("b", 2.into())]),
            map(&[("b", 2.0.into()), ("a", 1.into())]),
        ],
    ];
    for [left, right] in groups {
        assert!(compare::equivalent(&left, &right), "{left} and {right}");
        assert_eq!(hash_of(&left), hash_of(&right), "{left} and {right}");
    }
}

#[test]
fn numbers_are_computed_with_checks() {
    use arithmetic::{add, divide, modulo, multiply, negate, power, subtract};
    let (overflow, zero) = (
        "ArithmeticError IntegerOverflow",
        "ArithmeticError DivisionByZero",
    );
    let cases = [
        (add(&1.into(), &2.into()), "3"),
        (add(&1.into(), &2.5.into()), "3.5"),
        (add(&1.into(), &Value::Null), "null"),
        (add(&i64::MAX.into(), &1.into()), overflow),
        (subtract(&i64::MIN.into(), &1.into()), overflow),
        (multiply(&i64::MAX.into(), &2.into()), overflow),
        (
            multiply(&i64::MAX.into(), &2.0.into()),
            "1.8446744073709552e19",
        ),
        (divide(&7.into(), &(-2).into()), "-3"),
        (divide(&7.into(), &0.into()), zero),
        (divide(&7.into(), &0.0.into()), "Infinity"),
        (divide(&i64::MIN.into(), &(-1).into()), overflow),
        (modulo(&(-7).into(), &3.into()), "-1"),
        (modulo(&7.5.into(), &2.into()), "1.5"),
        (modulo(&7.into(), &0.into()), zero),
        (modulo(&i64::MIN.into(), &(-1).into()), "0"),
        (power(&2.into(), &3.into()), "8.0"),
        (negate(&i64::MIN.into()), overflow),
        (
            subtract(&"a".into(), &1.into()),
            "TypeError InvalidArgumentType",
        ),
        (
            power(&true.into(), &1.into()),
            "TypeError InvalidArgumentType",
        ),
    ];
    for (result, expected) in cases {
        assert_eq!(shown(result), expected);
    }
}

#[test]
fn addition_joins_texts_and_lists() {
    use arithmetic::{add, concatenate};
    let cases = [
        (add(&"a".into(), &"b".into()), "'ab'"),
        (add(&"a".into(), &1.into()), "'a1'"),
        (add(&1.5.into(), &"a".into()), "'1.5a'"),
        (
            add(&"on ".into(), &Value::Date(Date { epoch_days: 0 })),
            "'on 1970-01-01'",
        ),
        (add(&ints([1]), &ints([2])), "[1, 2]"),
        (add(&ints([1]), &"a".into()), "[1, 'a']"),
        (add(&0.into(), &ints([1])), "[0, 1]"),
        (add(&ints([1]), &Value::Null), "null"),
        (add(&"a".into(), &map(&[])), "TypeError InvalidArgumentType"),
        (concatenate(&"a".into(), &"b".into()), "'ab'"),
        (concatenate(&ints([1]), &ints([2])), "[1, 2]"),
        (
            concatenate(&"a".into(), &1.into()),
            "TypeError InvalidArgumentType",
        ),
    ];
    for (result, expected) in cases {
        assert_eq!(shown(result), expected);
    }
}

#[test]
fn durations_are_computed_with() {
    use arithmetic::{add, divide, multiply, negate, subtract};
    let (month, day) = (duration(1, 0, 0), Value::Date(Date { epoch_days: 30 }));
    let cases = [
        (add(&day, &month), "1970-02-28"),
        (add(&month, &day), "1970-02-28"),
        (subtract(&day, &month), "1969-12-31"),
        (subtract(&month, &duration(0, 1, 0)), "P1M-1D"),
        (multiply(&3.into(), &month), "P3M"),
        (divide(&month, &2.into()), "P15DT5H14M33S"),
        (divide(&month, &0.into()), "ArithmeticError DivisionByZero"),
        (negate(&month), "P-1M"),
        (subtract(&month, &day), "TypeError InvalidArgumentType"),
        (
            multiply(&duration(i64::MAX, 0, 0), &2.into()),
            "ArithmeticError NumberOutOfRange",
        ),
    ];
    for (result, expected) in cases {
        assert_eq!(shown(result), expected);
    }
}

#[test]
fn membership_is_unknown_where_a_null_could_be_the_item() {
    let cases = [
        (Value::from(1), list([Value::Null, 1.into()]), "true"),
        (Value::from(2), list([Value::Null, 1.into()]), "null"),
        (Value::from(2), ints([1]), "false"),
        (Value::Null, list([]), "false"),
        (Value::Null, ints([1]), "null"),
        (Value::from(1), Value::Null, "null"),
        (
            Value::from(1),
            Value::from("1"),
            "TypeError InvalidArgumentType",
        ),
    ];
    for (item, items, expected) in cases {
        assert_eq!(
            shown(arithmetic::in_list(&item, &items)),
            expected,
            "{item} IN {items}"
        );
    }
}

#[test]
fn text_is_searched() {
    use arithmetic::{contains, ends_with, matches, starts_with};
    assert_eq!(
        starts_with(&"journey".into(), &"jour".into()).to_string(),
        "true"
    );
    assert_eq!(
        ends_with(&"journey".into(), &"jour".into()).to_string(),
        "false"
    );
    assert_eq!(contains(&"journey".into(), &"".into()).to_string(), "true");
    assert_eq!(contains(&1.into(), &"1".into()).to_string(), "null");
    let cases = [
        ("abc", "a.c", "true"),
        ("xabc", "a.c", "false"),
        ("b", "a|b", "true"),
        ("ab", "a|b", "false"),
        ("ABC", "(?i)a.c", "true"),
        ("ab", "(?x) a b # letters", "true"),
        ("a", "a)(b", "ArgumentError InvalidArgumentValue"),
        ("a", "[", "ArgumentError InvalidArgumentValue"),
        ("a", "(a{1000}){1000}", "ArgumentError InvalidArgumentValue"),
    ];
    for (text, pattern, expected) in cases {
        assert_eq!(
            shown(matches(&text.into(), &pattern.into())),
            expected,
            "{text} =~ {pattern}"
        );
    }
    assert_eq!(
        shown(matches(&"1".into(), &1.into())),
        "TypeError InvalidArgumentType"
    );
    assert!(Pattern::new("a+").unwrap().matches(&Value::Null).is_null());
}

#[test]
fn items_are_counted_from_either_end() {
    let items = ints([10, 20, 30]);
    let cases = [
        (0, "10"),
        (2, "30"),
        (3, "null"),
        (-1, "30"),
        (-3, "10"),
        (-4, "null"),
        (i64::MIN, "null"),
    ];
    for (at, expected) in cases {
        assert_eq!(
            shown(arithmetic::index(&items, &at.into())),
            expected,
            "{at}"
        );
    }
    let failing = [
        (
            items.clone(),
            Value::from("a"),
            "TypeError ListElementAccessByNonInteger",
        ),
        (
            map(&[]),
            Value::from(1),
            "TypeError MapElementAccessByNonString",
        ),
        (
            Value::from(1),
            Value::from(0),
            "TypeError InvalidArgumentType",
        ),
        (
            Value::from("a"),
            Value::from("b"),
            "TypeError InvalidArgumentType",
        ),
    ];
    for (base, at, expected) in failing {
        assert_eq!(
            shown(arithmetic::index(&base, &at)),
            expected,
            "{base}[{at}]"
        );
    }
    let person = map(&[("name", "Ada".into())]);
    assert_eq!(shown(arithmetic::index(&person, &"name".into())), "'Ada'");
    assert_eq!(shown(arithmetic::key(&person, "age")), "null");
    assert_eq!(
        shown(arithmetic::key(
            &Value::Date(Date { epoch_days: 0 }),
            "year"
        )),
        "1970"
    );
}

#[test]
fn slices_are_cut_to_the_list() {
    let items = ints([1, 2, 3]);
    let cases = [
        (Some(1), Some(2), "[2]"),
        (None, Some(-1), "[1, 2]"),
        (Some(-2), None, "[2, 3]"),
        (Some(-9), Some(9), "[1, 2, 3]"),
        (Some(2), Some(1), "[]"),
        (Some(i64::MAX), Some(i64::MIN), "[]"),
    ];
    for (from, to, expected) in cases {
        let (from, to) = (from.map(Value::Integer), to.map(Value::Integer));
        let slice = arithmetic::slice(&items, from.as_ref(), to.as_ref());
        assert_eq!(shown(slice), expected, "{from:?}..{to:?}");
    }
    assert_eq!(
        shown(arithmetic::slice(&items, Some(&Value::Null), None)),
        "null"
    );
    assert_eq!(
        shown(arithmetic::slice(&items, None, Some(&"a".into()))),
        "TypeError InvalidArgumentType"
    );
}

#[test]
fn literals_are_text_of_the_language() {
    let cases = [
        (Value::from("it's \\ a\n\u{7}"), r"'it\'s \\ a\n\u0007'"),
        (
            map(&[("a b", 1.into()), ("tick`s", 2.into())]),
            "{`a b`: 1, `tick``s`: 2}",
        ),
        (
            list([Value::Null, 1.0.into(), "x".into()]),
            "[null, 1.0, 'x']",
        ),
        (Value::Date(Date { epoch_days: 0 }), "date('1970-01-01')"),
        (list([duration(1, 2, 3)]), "[duration('P1M2DT3S')]"),
        (Value::from(f64::NAN), "(0.0 / 0.0)"),
        (Value::from(1e300), "1e300"),
    ];
    for (value, expected) in cases {
        assert_eq!(literal(&value), expected);
    }
    assert_eq!(
        Value::Date(Date { epoch_days: 0 }).to_string(),
        "1970-01-01"
    );
    assert_eq!(identifier("naïve_1"), "naïve_1");
    assert_eq!(identifier("رحلة"), "رحلة");
    assert_eq!(identifier("x²"), "`x²`");
    assert_eq!(identifier("1st"), "`1st`");
    assert_eq!(identifier(""), "``");
}

#[test]
fn conversions_follow_the_kit() {
    let wrong = "TypeError InvalidArgumentValue";
    let cases = [
        (convert::to_integer(&" 12 ".into()), "12"),
        (convert::to_integer(&"-1.9".into()), "-1"),
        (
            convert::to_integer(&"9223372036854775807".into()),
            "9223372036854775807",
        ),
        (convert::to_integer(&"9223372036854775808".into()), "null"),
        (convert::to_integer(&"twelve".into()), "null"),
        (convert::to_integer(&(-1.9).into()), "-1"),
        (convert::to_integer(&true.into()), "1"),
        (
            convert::to_integer(&1e19.into()),
            "ArithmeticError IntegerOverflow",
        ),
        (convert::to_integer(&list([])), wrong),
        (convert::to_number_float(&"1e3".into()), "1000.0"),
        (convert::to_number_float(&"inf".into()), "null"),
        (convert::to_number_float(&1.into()), "1.0"),
        (convert::to_number_float(&true.into()), wrong),
        (convert::to_boolean(&"TRUE".into()), "true"),
        (convert::to_boolean(&" true".into()), "true"),
        (convert::to_boolean(&"yes".into()), "null"),
        (convert::to_boolean(&0.into()), "false"),
        (convert::to_boolean(&1.0.into()), wrong),
        (convert::to_text(&1e10.into()), "'1.0E10'"),
        (convert::to_text(&duration(0, 1, 0)), "'P1D'"),
        (convert::to_text(&map(&[])), wrong),
        (convert::to_text(&Value::Null), "null"),
        (Ok(or_null(convert::to_text(&map(&[])))), "null"),
    ];
    for (result, expected) in cases {
        assert_eq!(shown(result), expected);
    }
}

#[test]
fn types_accept_their_values() {
    let not_null = |of: Type| Type::NotNull(Box::new(of));
    let mixed = Type::Union(vec![Type::Integer, Type::String]);
    let cases = [
        (Type::Integer, Value::Null, true),
        (not_null(Type::Integer), Value::Null, false),
        (Type::Float, Value::from(1), false),
        (Type::Number, Value::from(1), true),
        (mixed.clone(), Value::from("a"), true),
        (mixed, Value::from(true), false),
        (Type::list(Type::Integer), ints([1, 2]), true),
        (
            Type::list(not_null(Type::Integer)),
            list([1.into(), Value::Null]),
            false,
        ),
        (Type::PropertyValue, ints([1]), true),
        (Type::PropertyValue, list([1.into(), "a".into()]), false),
        (Type::PropertyValue, list([Value::Null]), false),
        (Type::PropertyValue, map(&[]), false),
        (Type::Nothing, Value::Null, false),
    ];
    for (of, value, expected) in cases {
        assert_eq!(of.accepts(&value), expected, "{value} is {of}");
    }
}

#[test]
fn types_that_share_no_value_are_told_apart() {
    let cases = [
        (Type::Any, Type::Map, true),
        (Type::Number, Type::Float, true),
        (Type::Number, Type::String, false),
        (Type::PropertyValue, Type::Map, false),
        (Type::PropertyValue, Type::list(Type::Any), true),
        (Type::Union(vec![Type::Node, Type::Map]), Type::Map, true),
        (Type::NotNull(Box::new(Type::Integer)), Type::Null, false),
        (Type::Integer, Type::Null, true),
        (Type::Nothing, Type::Any, false),
    ];
    for (left, right, expected) in cases {
        assert_eq!(left.could_be(&right), expected, "{left} and {right}");
        assert_eq!(right.could_be(&left), expected, "{right} and {left}");
    }
}

#[test]
fn the_type_of_a_value_is_printed() {
    let cases = [
        (Value::Null, "NULL"),
        (Value::from(1), "INTEGER NOT NULL"),
        (list([]), "LIST<NOTHING> NOT NULL"),
        (
            list(["a".into(), "b".into()]),
            "LIST<STRING NOT NULL> NOT NULL",
        ),
        (list(["a".into(), Value::Null]), "LIST<STRING> NOT NULL"),
        (
            list(["a".into(), 1.into()]),
            "LIST<INTEGER NOT NULL | STRING NOT NULL> NOT NULL",
        ),
        (
            list([ints([1])]),
            "LIST<LIST<INTEGER NOT NULL> NOT NULL> NOT NULL",
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(value_type(&value), expected);
    }
}

fn point(pairs: &[(&str, Value)]) -> Point {
    Point::from_components(&entries(pairs)).unwrap().unwrap()
}

#[test]
fn points_know_their_system() {
    let plane = point(&[("x", 3.into()), ("y", 0.into())]);
    assert_eq!(plane.to_string(), "point({srid: 7203, x: 3.0, y: 0.0})");
    let space = point(&[("x", 0.into()), ("y", 0.into()), ("z", 4.into())]);
    assert_eq!(plane.distance(&space), None);
    assert_eq!(
        plane.distance(&point(&[("x", 0.into()), ("y", 4.into())])),
        Some(5.0)
    );
    let doha = point(&[("longitude", 51.53.into()), ("latitude", 25.29.into())]);
    let astana = point(&[("longitude", 71.43.into()), ("latitude", 51.13.into())]);
    let kilometres = doha.distance(&astana).unwrap() / 1_000.0;
    assert!((3_300.0..3_400.0).contains(&kilometres), "{kilometres}");
    assert_eq!(doha.component("crs").unwrap().as_str(), Some("wgs-84"));
    let (low, high) = (
        point(&[("x", 0.into()), ("y", 0.into())]),
        point(&[("x", 3.into()), ("y", 3.into())]),
    );
    assert_eq!(plane.within(&low, &high), Some(true));
    assert_eq!(high.within(&low, &plane), Some(false));
}

#[test]
fn coordinates_that_make_no_point_are_refused() {
    let failing: [&[(&str, Value)]; 6] = [
        &[("x", 1.into())],
        &[("x", 1.into()), ("y", "2".into())],
        &[("longitude", 1.into()), ("latitude", 91.into())],
        &[("x", 1.into()), ("y", 2.into()), ("srid", 4_979.into())],
        &[("x", 1.into()), ("y", 2.into()), ("crs", "flat".into())],
        &[("x", 1.into()), ("y", 2.into()), ("w", 3.into())],
    ];
    for pairs in failing {
        assert!(
            Point::from_components(&entries(pairs)).is_err(),
            "{}",
            map(pairs)
        );
    }
    let unknown = entries(&[("x", Value::Null), ("y", 1.into())]);
    assert_eq!(Point::from_components(&unknown).unwrap(), None);
}

#[test]
fn depth_is_counted_no_further_than_asked() {
    let nested = (0..5).fold(Value::from(1), |inner, _| list([inner]));
    assert!(nested.is_deeper_than(4));
    assert!(!nested.is_deeper_than(5));
    assert!(!Value::from(1).is_deeper_than(0));
}

fn any_scalar() -> impl Strategy<Value = Value> {
    let numbers = [
        0.0,
        -0.0,
        1.0,
        0.5,
        f64::NAN,
        f64::INFINITY,
        9_007_199_254_740_993.0,
        1e300,
    ];
    let integers = [0, 1, -1, i64::MIN, i64::MAX, 9_007_199_254_740_993];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        proptest::sample::select(integers.to_vec()).prop_map(Value::Integer),
        proptest::sample::select(numbers.to_vec()).prop_map(Value::Float),
        any::<f64>().prop_map(Value::Float),
        "[ab]{0,2}".prop_map(Value::from),
        (0..3_u32).prop_map(|id| Value::Node(NodeId(id))),
        (0..3_u32).prop_map(|id| Value::Relationship(RelationshipId(id))),
        (-2..2_i64).prop_map(|days| Value::Date(Date { epoch_days: days })),
        (0..2_i64, 0..3_i64, 0..2_i64).prop_map(|(months, days, hours)| duration(
            months,
            days * 15,
            hours * 86_400
        )),
        (-1.0..1.0_f64).prop_map(|x| {
            let x = x.round();
            Value::Point(Arc::new(Point {
                srid: 7_203,
                x,
                y: -x,
                z: None,
            }))
        }),
    ]
}

/// The same moments in different zones.
fn any_zoned() -> impl Strategy<Value = Value> {
    let moment = LocalDateTime::new(Date { epoch_days: 0 }, LocalTime::MIDNIGHT);
    (0..2_i64, -1..2_i32, any::<bool>()).prop_map(move |(seconds, hours, time)| {
        let offset = hours * 3_600;
        if time {
            let nanos = i64::from(offset) * 1_000_000_000 + seconds;
            return Value::Time(Time {
                local: LocalTime::wrapping(nanos),
                offset,
            });
        }
        let zoned = DateTime::at_instant(moment.seconds + seconds, 0, Zone::Offset(offset));
        Value::DateTime(Arc::new(zoned.unwrap()))
    })
}

fn nested(leaf: impl Strategy<Value = Value> + 'static) -> impl Strategy<Value = Value> {
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::vec(("[ab]", inner), 0..3).prop_map(|pairs| {
                Value::map(
                    pairs
                        .into_iter()
                        .map(|(key, value)| (Arc::from(key), value))
                        .collect(),
                )
            }),
        ]
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    nested(prop_oneof![5 => any_scalar(), 1 => any_zoned()])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn order_is_total(a in any_value(), b in any_value(), c in any_value()) {
        prop_assert!(compare::order(&a, &a).is_eq());
        prop_assert_eq!(compare::order(&a, &b), compare::order(&b, &a).reverse());
        let mut sorted = [a, b, c];
        sorted.sort_by(compare::order);
        let [a, b, c] = sorted;
        prop_assert!(compare::order(&a, &b).is_le() && compare::order(&b, &c).is_le());
        prop_assert!(compare::order(&a, &c).is_le(), "{} {} {}", a, b, c);
        if compare::order(&a, &c).is_eq() {
            prop_assert!(compare::equivalent(&a, &b) && compare::equivalent(&b, &c));
        }
    }

    #[test]
    fn the_same_values_hash_alike(a in any_value(), b in any_value()) {
        if compare::equivalent(&a, &b) || compare::equal(&a, &b) == Some(true) {
            prop_assert_eq!(hash_of(&a), hash_of(&b), "{} and {}", a, b);
        }
    }

    #[test]
    fn comparability_agrees_with_order(a in nested(any_scalar()), b in nested(any_scalar())) {
        if let Comparison::Known(ordering) = compare::compare(&a, &b) {
            prop_assert_eq!(ordering, compare::order(&a, &b), "{} and {}", a, b);
        }
        if compare::equal(&a, &b) == Some(true) {
            prop_assert!(compare::equivalent(&a, &b), "{} and {}", a, b);
        }
        prop_assert_eq!(compare::equal(&a, &b), compare::equal(&b, &a));
    }

    #[test]
    fn float_literals_read_back(number in any::<f64>()) {
        let text = float(number);
        prop_assert!(text.parse::<f64>().unwrap() == number || number.is_nan(), "{}", text);
        prop_assert!(text.contains(['.', 'e', 'I', 'N']), "{}", text);
    }

    #[test]
    fn no_operation_panics(a in any_value(), b in any_value()) {
        for operate in [
            arithmetic::add, arithmetic::subtract, arithmetic::multiply, arithmetic::divide,
            arithmetic::modulo, arithmetic::power, arithmetic::in_list, arithmetic::index,
            arithmetic::matches, arithmetic::concatenate,
        ] {
            let _ = operate(&a, &b);
        }
        let _ = arithmetic::slice(&a, Some(&b), None);
        let _ = (literal(&a), value_type(&a), convert::to_text(&a), convert::to_integer(&a));
    }
}
