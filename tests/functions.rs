//! The function table: what each function gives for which arguments, and that none of them panics.

use std::sync::Arc;

use rihla::function::{
    Body, Call, Clock, Function, Interrupt, Library, Procedure, Random, Room, Stability, accepts,
};
use rihla::graph::{Entity, Evidence, Graph, SourceDocument};
use rihla::value::{Map, NodeId, Path, Point, RelationshipId, Type, Value, ValueError};

const NULL: Value = Value::Null;

/// 2026-03-04T05:06:07.008Z.
const NOW: i128 = 1_772_600_767_008_000_000;

fn with_call<T>(graph: &Graph, then: impl FnOnce(&Call<'_>) -> T) -> T {
    let clock = Clock {
        epoch_nanos: NOW,
        transaction_nanos: NOW - 60_000_000_000,
        zone: "UTC".into(),
    };
    then(&Call {
        graph,
        clock: &clock,
        random: &Random::seeded(1),
        room: Room {
            left: usize::MAX,
            most: usize::MAX,
            operator: "Projection",
        },
        interrupt: Interrupt::default(),
    })
}

fn call_on(graph: &Graph, name: &str, arguments: &[Value]) -> Result<Value, ValueError> {
    let library = Library::standard();
    let function = library
        .function(name)
        .unwrap_or_else(|| panic!("no function {name}"));
    with_call(graph, |call| function.call(call, arguments))
}

fn call(name: &str, arguments: &[Value]) -> Result<Value, ValueError> {
    call_on(&Graph::new(), name, arguments)
}

/// The result as a short text, or kind and detail of the error.
fn shown(result: &Result<Value, ValueError>) -> String {
    match result {
        Ok(value) => value.to_string(),
        Err(error) => format!("{}/{}", error.kind, error.detail),
    }
}

/// Arguments in brackets, each anything a value can be made of.
macro_rules! args {
    ($($argument:expr),* $(,)?) => { Vec::from([$(val($argument)),*]) };
}

/// Numbers without a suffix are `i32` to the compiler: a helper type for the tables below.
trait Literal {
    fn value(self) -> Value;
}

impl Literal for i32 {
    fn value(self) -> Value {
        Value::Integer(self.into())
    }
}

macro_rules! literal {
    ($($kind:ty),*) => { $(impl Literal for $kind { fn value(self) -> Value { Value::from(self) } })* };
}
literal!(i64, f64, bool, &str, Vec<Value>, Value);

fn val(literal: impl Literal) -> Value {
    literal.value()
}

fn map(entries: &[(&str, Value)]) -> Value {
    Value::map(
        entries
            .iter()
            .map(|(key, value)| (Arc::from(*key), value.clone()))
            .collect::<Map>(),
    )
}

type Cases = Vec<(&'static str, Vec<Value>, &'static str)>;

#[track_caller]
fn check(cases: Cases) {
    let wrong: Vec<String> = cases
        .into_iter()
        .filter_map(|(name, arguments, expected)| {
            let found = shown(&call(name, &arguments));
            let list: Vec<String> = arguments.iter().map(Value::to_string).collect();
            (found != expected).then(|| {
                format!(
                    "{name}({}) gave {found}, expected {expected}",
                    list.join(", ")
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const TYPE: &str = "TypeError/InvalidArgumentValue";
const RANGE: &str = "ArgumentError/NumberOutOfRange";

#[test]
fn text() {
    check(vec![
        ("toUpper", args!["straße"], "'STRASSE'"),
        ("TOLOWER", args!["ÅB"], "'åb'"),
        ("upper", args!["a"], "'A'"),
        ("lower", args![NULL], "null"),
        ("toUpper", args![1], TYPE),
        ("toUpper", args![], "SyntaxError/InvalidNumberOfArguments"),
        (
            "toUpper",
            args!["a", "b"],
            "SyntaxError/InvalidNumberOfArguments",
        ),
        ("trim", args!["\u{2003} a b\t"], "'a b'"),
        ("btrim", args!["xyaxy", "yx"], "'a'"),
        ("ltrim", args!["  a "], "'a '"),
        ("ltrim", args!["xxax", "x"], "'ax'"),
        ("rtrim", args!["xxax", "x"], "'xxa'"),
        ("rtrim", args!["a", NULL], "null"),
        ("left", args!["héllo", 2], "'hé'"),
        ("left", args!["a", 9], "'a'"),
        ("left", args!["a", -1], RANGE),
        ("left", args![NULL, -1], "null"),
        ("left", args![NULL, NULL], "null"),
        ("left", args!["a", NULL], TYPE),
        ("right", args!["héllo", 4], "'éllo'"),
        ("right", args!["ab", 0], "''"),
        ("right", args!["ab", 5], "'ab'"),
        ("right", args!["ab", -1], RANGE),
        ("substring", args!["0123456789", 1], "'123456789'"),
        ("substring", args!["hello", 1, 3], "'ell'"),
        ("substring", args!["hello", 9, 3], "''"),
        ("substring", args!["hello", -1], RANGE),
        ("substring", args!["hello", 1, -1], RANGE),
        ("substring", args!["hello", i64::MAX, i64::MAX], "''"),
        ("replace", args!["hello", "l", "w"], "'hewwo'"),
        ("replace", args!["hello", "l", NULL], "null"),
        ("replace", args!["ab", "", "-"], "'-a-b-'"),
        ("split", args!["one1two", "1"], "['one', 'two']"),
        ("split", args!["a,b;c", args![",", ";"]], "['a', 'b', 'c']"),
        ("split", args!["abc", ""], "['a', 'b', 'c']"),
        ("split", args!["", ""], "['']"),
        ("split", args!["", ","], "['']"),
        ("split", args!["a", args![NULL]], "null"),
        ("split", args!["a", args![1]], TYPE),
        ("reverse", args!["raksO"], "'Oskar'"),
        ("normalize", args!["\u{212B}"], "'Å'"),
        ("normalize", args!["ﬁ", "nfkc"], "'fi'"),
        (
            "normalize",
            args!["a", "x"],
            "ArgumentError/InvalidArgumentValue",
        ),
        ("char_length", args!["日本"], "2"),
        ("character_length", args!["日本"], "2"),
    ]);
}

#[test]
fn a_replacement_too_large_is_refused() {
    let long = "a".repeat(1 << 15);
    check(vec![(
        "replace",
        args![long.as_str(), "a", long.as_str()],
        "ResourceLimit/ResultTooLarge",
    )]);
}

#[test]
fn lists() {
    let one_two = || args![1, 2];
    check(vec![
        ("size", args![args![1, NULL]], "2"),
        ("size", args!["日本"], "2"),
        ("size", args![NULL], "null"),
        ("size", args![1], TYPE),
        ("reverse", args![one_two()], "[2, 1]"),
        ("head", args![one_two()], "1"),
        ("head", args![args![]], "null"),
        ("last", args![one_two()], "2"),
        ("last", args![args![]], "null"),
        ("tail", args![one_two()], "[2]"),
        ("tail", args![args![]], "[]"),
        ("tail", args!["a"], TYPE),
        ("isEmpty", args![args![]], "true"),
        ("isEmpty", args![map(&[])], "true"),
        ("isEmpty", args!["a"], "false"),
        ("isEmpty", args![NULL], "null"),
        ("coalesce", args![NULL, 2, 3], "2"),
        ("coalesce", args![NULL], "null"),
        ("coalesce", args![], "SyntaxError/InvalidNumberOfArguments"),
    ]);
}

#[test]
fn ranges() {
    let wrong = "ArgumentError/InvalidArgumentType";
    check(vec![
        ("range", args![1, 3], "[1, 2, 3]"),
        ("RANGE", args![3, 1], "[]"),
        ("range", args![3, 1, -1], "[3, 2, 1]"),
        ("range", args![0, 10, 4], "[0, 4, 8]"),
        ("range", args![0, 0, -3], "[0]"),
        ("range", args![0, 0, 0], RANGE),
        (
            "range",
            args![i64::MAX - 1, i64::MAX],
            "[9223372036854775806, 9223372036854775807]",
        ),
        (
            "range",
            args![i64::MIN, i64::MAX, i64::MAX],
            "[-9223372036854775808, -1, 9223372036854775806]",
        ),
        (
            "range",
            args![i64::MIN, i64::MAX],
            "ResourceLimit/ResultTooLarge",
        ),
        (
            "range",
            args![i64::MAX, i64::MIN, i64::MIN],
            "[9223372036854775807, -1]",
        ),
        ("range", args![true, 1], wrong),
        ("range", args![0, 1.1], wrong),
        ("range", args![0, 1, "xyz"], wrong),
        ("range", args![NULL, 1], "null"),
    ]);
}

#[test]
fn numbers() {
    check(vec![
        ("abs", args![-1], "1"),
        ("abs", args![-1.5], "1.5"),
        ("abs", args![i64::MIN], "ArithmeticError/IntegerOverflow"),
        ("ceil", args![1.2], "2.0"),
        ("ceiling", args![-1.2], "-1.0"),
        ("floor", args![-1.2], "-2.0"),
        ("floor", args![3], "3.0"),
        ("sign", args![-7], "-1"),
        ("sign", args![0.0], "0"),
        ("sign", args![f64::NAN], "0"),
        ("sqrt", args![12.96], "3.6"),
        ("sqrt", args![-1], "NaN"),
        ("exp", args![0], "1.0"),
        ("log", args![1], "0.0"),
        ("ln", args![0], "-Infinity"),
        ("log10", args![100], "2.0"),
        ("e", args![], "2.718281828459045"),
        ("pi", args![], "3.141592653589793"),
        ("sin", args![0], "0.0"),
        ("cos", args![0], "1.0"),
        ("tan", args![0], "0.0"),
        ("cot", args![0], "Infinity"),
        ("asin", args![2], "NaN"),
        ("atan2", args![0, -1], "3.141592653589793"),
        ("degrees", args![std::f64::consts::PI], "180.0"),
        ("radians", args![180], "3.141592653589793"),
        ("haversin", args![0], "0.0"),
        ("sinh", args![0], "0.0"),
        ("coth", args![0], "NaN"),
        ("isNaN", args![f64::NAN], "true"),
        ("isNaN", args![1], "false"),
        ("sqrt", args![NULL], "null"),
        ("sqrt", args!["4"], TYPE),
    ]);
}

#[test]
fn rounding() {
    check(vec![
        ("round", args![2.5], "3.0"),
        ("round", args![-1.5], "-1.0"),
        ("round", args![0.49999999999999994], "0.0"),
        ("round", args![9007199254740993.0], "9007199254740992.0"),
        ("round", args![3], "3.0"),
        ("round", args![1.249, 1], "1.2"),
        ("round", args![1.005, 2], "1.01"),
        ("round", args![-1.55, 1], "-1.6"),
        ("round", args![9.99, 1], "10.0"),
        ("round", args![1.25, 1, "HALF_DOWN"], "1.2"),
        ("round", args![1.25, 1, "half_even"], "1.2"),
        ("round", args![1.35, 1, "HALF_EVEN"], "1.4"),
        ("round", args![1.251, 1, "HALF_DOWN"], "1.3"),
        ("round", args![1.21, 1, "UP"], "1.3"),
        ("round", args![-1.21, 1, "CEILING"], "-1.2"),
        ("round", args![-1.21, 1, "FLOOR"], "-1.3"),
        ("round", args![1.29, 1, "DOWN"], "1.2"),
        ("round", args![-0.5, 0, "HALF_UP"], "-1.0"),
        ("round", args![1e300, 5], "1e300"),
        ("round", args![5e-324, i64::MAX], "5e-324"),
        ("round", args![f64::INFINITY, 1], "Infinity"),
        ("round", args![1.5, -1], RANGE),
        (
            "round",
            args![1.5, 1, "SIDEWAYS"],
            "ArgumentError/InvalidArgumentValue",
        ),
        ("round", args![1.5, NULL], "null"),
    ]);
}

#[test]
fn any_value() {
    check(vec![
        ("nullIf", args![1, 1.0], "null"),
        ("nullIf", args![1, 2], "1"),
        ("nullIf", args![NULL, 2], "null"),
        ("nullIf", args![1, NULL], "1"),
        ("exists", args![NULL], "false"),
        ("exists", args![1], "true"),
        ("valueType", args![1], "'INTEGER NOT NULL'"),
        ("valueType", args![NULL], "'NULL'"),
        ("valueType", args![args![]], "'LIST<NOTHING> NOT NULL'"),
        ("valueType", args![args![NULL]], "'LIST<NULL> NOT NULL'"),
        (
            "valueType",
            args![args![1, NULL]],
            "'LIST<INTEGER> NOT NULL'",
        ),
        (
            "valueType",
            args![args![1, "a", true]],
            "'LIST<BOOLEAN NOT NULL | STRING NOT NULL | INTEGER NOT NULL> NOT NULL'",
        ),
        (
            "valueType",
            args![args![args![1.5]]],
            "'LIST<LIST<FLOAT NOT NULL> NOT NULL> NOT NULL'",
        ),
        ("timestamp", args![], "1772600767008"),
    ]);
}

#[test]
fn conversions() {
    let broken = || args![args!["1", 2.9, true, NULL, "x", args![]]];
    check(vec![
        ("toInteger", args!["42"], "42"),
        ("toInteger", args![" -7 "], "-7"),
        ("toInteger", args!["1.7"], "1"),
        ("toInteger", args!["1e3"], "1000"),
        ("toInteger", args!["foo"], "null"),
        ("toInteger", args![""], "null"),
        (
            "toInteger",
            args!["9223372036854775807"],
            "9223372036854775807",
        ),
        ("toInteger", args![82.9], "82"),
        ("toInteger", args![-2.9], "-2"),
        ("toInteger", args![true], "1"),
        ("toInteger", args![NULL], "null"),
        ("toInteger", args![args![]], TYPE),
        ("toInteger", args![map(&[])], TYPE),
        ("toIntegerOrNull", args![args![]], "null"),
        ("toIntegerList", broken(), "[1, 2, 1, null, null, null]"),
        ("toIntegerList", args![NULL], "null"),
        ("toIntegerList", args![1], TYPE),
        ("toFloat", args![3], "3.0"),
        ("toFloat", args!["5"], "5.0"),
        ("toFloat", args!["-1.5e2"], "-150.0"),
        ("toFloat", args!["foo"], "null"),
        ("toFloat", args![""], "null"),
        ("toFloat", args!["NaN"], "NaN"),
        ("toFloat", args![true], TYPE),
        ("toFloatOrNull", args![true], "null"),
        (
            "toFloatList",
            broken(),
            "[1.0, 2.9, null, null, null, null]",
        ),
        ("toBoolean", args!["TRUE"], "true"),
        ("toBoolean", args![" tru "], "null"),
        ("toBoolean", args![0], "false"),
        ("toBoolean", args![7], "true"),
        ("toBoolean", args![1.5], TYPE),
        ("toBooleanOrNull", args![1.5], "null"),
        (
            "toBooleanList",
            args![args!["true", 0, 1.5]],
            "[true, false, null]",
        ),
        ("toString", args![42], "'42'"),
        ("toString", args![1.0], "'1.0'"),
        ("toString", args![true], "'true'"),
        ("toString", args!["a"], "'a'"),
        ("toString", args![NULL], "null"),
        ("toString", args![args![]], TYPE),
        ("toString", args![map(&[])], TYPE),
        ("toStringOrNull", args![map(&[])], "null"),
        (
            "toStringList",
            args![args![1, "a", NULL, args![]]],
            "['1', 'a', null, null]",
        ),
    ]);
}

#[test]
fn points_in_time() {
    let date = |text: &str| call("date", &args![text]).expect("a date");
    let day = date("2015-07-21");
    check(vec![
        ("date", args!["2015-W30-2"], "2015-07-21"),
        (
            "date",
            args![map(&[("year", val(2015)), ("month", val(2))])],
            "2015-02-01",
        ),
        ("date", args![], "2026-03-04"),
        ("date", args![NULL], "null"),
        ("date", args![1], TYPE),
        ("date.transaction", args![NULL], "null"),
        ("date.truncate", args!["month", day.clone()], "2015-07-01"),
        (
            "date.truncate",
            args!["month", day.clone(), map(&[("day", val(2))])],
            "2015-07-02",
        ),
        ("date.truncate", args!["year"], "2026-01-01"),
        ("localtime", args![], "05:06:07.008"),
        ("localtime.statement", args!["+01:00"], "06:06:07.008"),
        ("time", args!["12:00+01:00"], "12:00+01:00"),
        ("datetime", args![], "2026-03-04T05:06:07.008Z"),
        ("datetime.transaction", args![], "2026-03-04T05:05:07.008Z"),
        (
            "zoned_datetime",
            args!["2020-01-01T00:00Z"],
            "2020-01-01T00:00Z",
        ),
        (
            "datetime.fromepoch",
            args![0, 5],
            "1970-01-01T00:00:00.000000005Z",
        ),
        (
            "datetime.fromepochmillis",
            args![1500],
            "1970-01-01T00:00:01.500Z",
        ),
        (
            "localdatetime",
            args!["2020-01-01T10:00"],
            "2020-01-01T10:00",
        ),
        ("duration", args!["P1Y2M"], "P1Y2M"),
        ("duration", args![map(&[("hours", val(1))])], "PT1H"),
        ("duration", args![NULL], "null"),
        (
            "duration.between",
            args![day.clone(), date("2016-08-22")],
            "P1Y1M1D",
        ),
        (
            "duration.inMonths",
            args![day.clone(), date("2016-08-22")],
            "P1Y1M",
        ),
        (
            "duration.inDays",
            args![day.clone(), date("2015-07-31")],
            "P10D",
        ),
        (
            "duration.inSeconds",
            args![day.clone(), date("2015-07-22")],
            "PT24H",
        ),
        ("duration.between", args![NULL, day.clone()], "null"),
        ("duration.between", args![1, day], TYPE),
    ]);
}

#[test]
fn points_in_space() {
    let flat =
        |x: f64, y: f64| call("point", &[map(&[("x", val(x)), ("y", val(y))])]).expect("a point");
    let globe = |longitude: f64, latitude: f64| {
        call(
            "point",
            &[map(&[
                ("longitude", val(longitude)),
                ("latitude", val(latitude)),
            ])],
        )
        .expect("a point")
    };
    check(vec![
        (
            "point.distance",
            args![flat(0.0, 0.0), flat(3.0, 4.0)],
            "5.0",
        ),
        (
            "point.distance",
            args![flat(0.0, 0.0), globe(3.0, 4.0)],
            "null",
        ),
        ("point.distance", args![flat(0.0, 0.0), NULL], "null"),
        (
            "point.withinBBox",
            args![flat(1.0, 1.0), flat(0.0, 0.0), flat(2.0, 2.0)],
            "true",
        ),
        (
            "point.withinBBox",
            args![flat(3.0, 1.0), flat(0.0, 0.0), flat(2.0, 2.0)],
            "false",
        ),
        (
            "point.withinBBox",
            args![flat(3.0, 1.0), globe(0.0, 0.0), flat(2.0, 2.0)],
            "null",
        ),
        (
            "point.withinBBox",
            args![globe(180.0, 0.0), globe(170.0, -1.0), globe(-170.0, 1.0)],
            "true",
        ),
        (
            "point.withinBBox",
            args![globe(0.0, 0.0), globe(170.0, -1.0), globe(-170.0, 1.0)],
            "false",
        ),
        ("point", args![map(&[("x", NULL), ("y", val(1))])], "null"),
        ("point", args![NULL], "null"),
        ("point", args![1], TYPE),
    ]);
}

/// A node `(:A:B {name: 'a', n: 1})`, a bare node and `[:T {w: 1.5}]` between them, with evidence and a source.
fn sample() -> (Graph, NodeId, NodeId, RelationshipId) {
    let mut graph = Graph::new();
    let labels = [graph.intern_label("A"), graph.intern_label("B")];
    let (name, number, width) = (
        graph.intern_key("name"),
        graph.intern_key("n"),
        graph.intern_key("w"),
    );
    let kind = graph.intern_type("T");
    let a = graph
        .create_node(&labels, vec![(name, val("a")), (number, val(1))])
        .expect("a node");
    let b = graph.create_node(&[], vec![]).expect("a node");
    let r = graph
        .create_relationship(a, kind, b, vec![(width, val(1.5))])
        .expect("a relationship");
    graph.put_source(SourceDocument {
        id: "s".into(),
        title: None,
        path: Some("s.txt".into()),
        text: "héllo".into(),
    });
    let evidence = Evidence {
        source: "s".into(),
        quote: "hé".into(),
        start: 0,
        end: 2,
        note: None,
    };
    graph.set_evidence(Entity::Relationship(r), vec![evidence]);
    graph.commit();
    (graph, a, b, r)
}

#[test]
fn entities() {
    let (graph, a, b, r) = sample();
    let (node, relationship) = (Value::Node(a), Value::Relationship(r));
    let path = Value::Path(Arc::new(Path {
        nodes: vec![a, b],
        relationships: vec![r],
    }));
    let cases: Vec<(&str, &Value, &str)> = vec![
        ("id", &node, "0"),
        ("elementId", &node, "'n0'"),
        ("elementId", &relationship, "'r0'"),
        ("labels", &node, "['A', 'B']"),
        ("type", &relationship, "'T'"),
        ("type", &node, TYPE),
        ("labels", &relationship, TYPE),
        ("keys", &node, "['name', 'n']"),
        ("properties", &relationship, "{w: 1.5}"),
        ("startNode", &relationship, "(#0)"),
        ("endNode", &relationship, "(#1)"),
        ("nodes", &path, "[(#0), (#1)]"),
        ("relationships", &path, "[[#0]]"),
        ("length", &path, "1"),
        ("length", &node, TYPE),
        ("size", &path, TYPE),
        (
            "evidence",
            &relationship,
            "[{source: 's', quote: 'hé', start: 0, end: 2, note: null}]",
        ),
        ("evidence", &node, "[]"),
        ("type", &NULL, "null"),
        ("labels", &NULL, "null"),
        ("properties", &NULL, "null"),
        ("nodes", &NULL, "null"),
    ];
    for (name, argument, expected) in cases {
        assert_eq!(
            shown(&call_on(&graph, name, std::slice::from_ref(argument))),
            expected,
            "{name} of {argument:?}"
        );
    }
}

#[test]
fn maps_have_keys_and_properties_too() {
    let entries = map(&[("k", NULL), ("l", val(1))]);
    check(vec![
        ("keys", vec![entries.clone()], "['k', 'l']"),
        ("properties", vec![entries], "{k: null, l: 1}"),
        ("properties", args![1], TYPE),
    ]);
}

#[test]
fn deleted_entities_keep_their_type_only() {
    let (mut graph, a, b, r) = sample();
    graph.delete_relationship(r);
    graph.delete_node(a).expect("no relationship is left");
    let gone = "EntityNotFound/DeletedEntityAccess";
    let (node, relationship) = (Value::Node(a), Value::Relationship(r));
    for name in ["labels", "keys", "properties", "evidence"] {
        assert_eq!(
            shown(&call_on(&graph, name, std::slice::from_ref(&node))),
            gone,
            "{name}"
        );
    }
    for (name, expected) in [
        ("keys", gone),
        ("properties", gone),
        ("type", "'T'"),
        ("id", "0"),
    ] {
        assert_eq!(
            shown(&call_on(&graph, name, std::slice::from_ref(&relationship))),
            expected,
            "{name}"
        );
    }
    assert_eq!(shown(&call_on(&graph, "labels", &[Value::Node(b)])), "[]");
}

/// The result over rows of one value each with a weight; a group beside it takes them from the last to the first.
#[track_caller]
fn aggregated(name: &str, rows: &[(Value, u64)], more: &[Value]) -> String {
    let library = Library::standard();
    let function = library.function(name).expect("a function");
    let run = || -> Result<Value, ValueError> {
        let mut states = function.aggregation().expect("an aggregation");
        states.extend(2);
        for ((value, weight), (other, times)) in rows.iter().zip(rows.iter().rev()) {
            let arguments = |value| [std::slice::from_ref(value), more].concat();
            states.step(1, &arguments(value), *weight)?;
            states.step(0, &arguments(other), *times)?;
        }
        Ok(states.finish(1..2)?.remove(0))
    };
    shown(&run())
}

fn rows(values: Vec<Value>) -> Vec<(Value, u64)> {
    values.into_iter().map(|value| (value, 1)).collect()
}

#[test]
fn aggregations() {
    let duration = |text: &str| call("duration", &args![text]).expect("a duration");
    let mixed = || args![1, "a", NULL, args![1, 2], 0.2, "b"];
    let cases: Vec<(&str, Vec<Value>, &str)> = vec![
        ("count", args![1, NULL, "a"], "2"),
        ("count", args![], "0"),
        ("sum", args![], "0"),
        ("sum", args![33, NULL, 42], "75"),
        ("sum", args![1, 0.5], "1.5"),
        ("sum", args![0.1, 0.2, 0.3, -0.3], "0.30000000000000004"),
        ("sum", args![i64::MAX, 1, -1], "9223372036854775807"),
        ("sum", args![i64::MAX, 1], "ArithmeticError/IntegerOverflow"),
        ("sum", args![1, "a"], TYPE),
        (
            "sum",
            args![duration("P1M"), duration("PT1.5S"), duration("PT0.5S")],
            "P1MT2S",
        ),
        ("sum", args![0, duration("P1M")], TYPE),
        ("avg", args![], "null"),
        ("avg", args![1, 2, NULL], "1.5"),
        ("avg", args![i64::MAX, i64::MAX], "9.223372036854776e18"),
        ("avg", args![1e308, 1e308, 1e308], "1e308"),
        ("avg", args![duration("PT1S"), duration("PT2S")], "PT1.5S"),
        ("min", args![1, 2.0, 5, NULL, 3.2, 0.1], "0.1"),
        ("max", args![1, 2.0, 5, NULL, 3.2, 0.1], "5"),
        ("min", mixed(), "[1, 2]"),
        ("max", mixed(), "1"),
        ("max", args![args![1], args![2], args![2, 1]], "[2, 1]"),
        ("min", args![NULL], "null"),
        ("collect", args![1, NULL, "a"], "[1, 'a']"),
        ("collect", args![], "[]"),
        ("stDev", args![2, 4, 4, 4, 5, 5, 7, 9], "2.138089935299395"),
        ("stDevP", args![2, 4, 4, 4, 5, 5, 7, 9], "2.0"),
        ("stDev", args![1], "0.0"),
        ("stDev", args![], "0.0"),
        ("stDevP", args!["a"], TYPE),
    ];
    for (name, values, expected) in cases {
        assert_eq!(
            aggregated(name, &rows(values.clone()), &[]),
            expected,
            "{name} of {values:?}"
        );
    }
}

#[test]
fn percentiles() {
    let prices = || args![30.0, 10.0, 20.0];
    let cases = [
        ("percentileDisc", prices(), val(0.0), "10.0"),
        ("percentileDisc", prices(), val(0.5), "20.0"),
        ("percentileDisc", prices(), val(1), "30.0"),
        ("percentileDisc", args![3, 1, NULL], val(0.9), "3"),
        ("percentileCont", prices(), val(0.25), "15.0"),
        ("percentileCont", prices(), val(1.0), "30.0"),
        ("percentileCont", prices(), val(1.1), RANGE),
        ("percentileCont", prices(), val(-1), RANGE),
        ("percentileDisc", prices(), val(f64::NAN), RANGE),
        ("percentileDisc", prices(), NULL, TYPE),
        ("percentileCont", args![], val(0.5), "null"),
        ("percentileCont", args!["a"], val(0.5), TYPE),
    ];
    for (name, values, percentile, expected) in cases {
        assert_eq!(
            aggregated(name, &rows(values), std::slice::from_ref(&percentile)),
            expected,
            "{name}"
        );
    }
}

#[test]
fn a_weight_is_as_good_as_repeating_the_row() {
    let weighted = [(val(1), 2), (val(4), 3), (NULL, 5), (val(2.5), 1)];
    let repeated: Vec<_> = weighted
        .iter()
        .flat_map(|(v, w)| rows(vec![v.clone(); *w as usize]))
        .collect();
    for name in [
        "count", "sum", "avg", "min", "max", "collect", "stDev", "stDevP",
    ] {
        let (one, other) = (
            aggregated(name, &weighted, &[]),
            aggregated(name, &repeated, &[]),
        );
        let close = one == other
            || (one.parse::<f64>().unwrap() - other.parse::<f64>().unwrap()).abs() < 1e-12;
        assert!(close, "{name}: {one} against {other}");
    }
    for part in [0.0, 0.2, 0.5, 0.9, 1.0] {
        for name in ["percentileDisc", "percentileCont"] {
            let part = [val(part)];
            assert_eq!(
                aggregated(name, &weighted, &part),
                aggregated(name, &repeated, &part),
                "{name} {part:?}"
            );
        }
    }
}

#[test]
fn weights_too_large_are_refused() {
    let huge = [(val(2), u64::MAX), (val(2), u64::MAX)];
    assert_eq!(
        aggregated("count", &huge, &[]),
        "ArithmeticError/IntegerOverflow"
    );
    assert_eq!(
        aggregated("sum", &huge, &[]),
        "ArithmeticError/IntegerOverflow"
    );
    assert_eq!(
        aggregated("collect", &huge, &[]),
        "ResourceLimit/ResultTooLarge"
    );
    assert_eq!(aggregated("percentileDisc", &huge, &[val(0.5)]), "2");
}

#[test]
fn count_without_argument_counts_rows() {
    let mut count = Library::standard()
        .function("COUNT")
        .and_then(Function::aggregation)
        .expect("count");
    count.extend(1);
    count.step(0, &[], 3).expect("a row");
    let finished = count.finish(0..1).map(|mut values| values.remove(0));
    assert_eq!(shown(&finished), "3");
}

fn procedure(graph: &Graph, name: &str, arguments: &[Value]) -> Vec<String> {
    let library = Library::standard();
    let procedure = library
        .procedure(name)
        .unwrap_or_else(|| panic!("no procedure {name}"));
    let rows = with_call(graph, |call| procedure.call(call, arguments)).expect("rows");
    for row in &rows {
        assert_eq!(
            row.len(),
            procedure.columns.len(),
            "{name}: one value a column"
        );
    }
    rows.iter()
        .map(|row| {
            row.iter()
                .map(Value::to_string)
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect()
}

#[test]
fn procedures() {
    let (graph, ..) = sample();
    assert_eq!(procedure(&graph, "db.labels", &[]), ["'A'", "'B'"]);
    assert_eq!(procedure(&graph, "DB.RELATIONSHIPTYPES", &[]), ["'T'"]);
    assert_eq!(
        procedure(&graph, "db.propertyKeys", &[]),
        ["'name'", "'n'", "'w'"]
    );
    assert_eq!(
        procedure(&graph, "sources", &[]),
        ["'s' | null | 's.txt' | 5"]
    );
    assert_eq!(
        procedure(&graph, "db.schema.nodeTypeProperties", &[]),
        [
            "'' | [] | null | null | false",
            "':`A`:`B`' | ['A', 'B'] | 'name' | ['STRING'] | true",
            "':`A`:`B`' | ['A', 'B'] | 'n' | ['INTEGER'] | true",
        ]
    );
    assert_eq!(
        procedure(&graph, "db.schema.relTypeProperties", &[]),
        ["':`T`' | 'w' | ['FLOAT'] | true"]
    );
    assert_eq!(procedure(&graph, "dbms.components", &[]).len(), 1);
}

#[test]
fn a_program_adds_a_procedure() {
    let echo = Procedure::new("test.echo", "What it was given.", |_, arguments| {
        Ok(vec![arguments.to_vec()])
    })
    .taking("in", Type::Float)
    .taking("more?", Type::String)
    .giving("out", Type::Float);
    let library = Library::built_in().with_procedure(echo);
    let echo = library.procedure("TEST.echo").expect("the procedure");
    assert_eq!(
        echo.signature(),
        "test.echo(in :: FLOAT, more? :: STRING) :: (out :: FLOAT)"
    );
    assert_eq!(echo.arity(), (1, 2));
    let call = |arguments: &[Value]| with_call(&Graph::new(), |call| echo.call(call, arguments));
    assert_eq!(call(&args![42]).expect("a row")[0][0].to_string(), "42.0");
    assert_eq!(call(&args![NULL]).expect("a row")[0][0].to_string(), "null");
    assert_eq!(
        call(&args![true]).expect_err("not a number").detail,
        "InvalidArgumentType"
    );
    assert_eq!(
        call(&[]).expect_err("too few").detail,
        "InvalidNumberOfArguments"
    );
}

#[test]
fn chance_follows_from_the_seed() {
    let (one, other) = (Random::seeded(7), Random::seeded(7));
    let draw = |random: &Random| (0..100).map(|_| random.unit()).collect::<Vec<_>>();
    let numbers = draw(&one);
    assert_eq!(numbers, draw(&other));
    assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
    assert_ne!(Random::fresh().next(), Random::fresh().next());
    let uuid = one.uuid();
    assert_eq!(uuid.len(), 36);
    assert_eq!(&uuid[14..15], "4", "{uuid} is of version 4");
    assert!(
        "89ab".contains(&uuid[19..20]),
        "{uuid} is of the RFC's variant"
    );
}

#[test]
fn signatures_read_like_the_manual() {
    let library = Library::standard();
    let signature = |name: &str| library.function(name).expect("a function").signature();
    assert_eq!(signature("toupper"), "toUpper(input :: STRING) :: STRING");
    assert_eq!(signature("coalesce"), "coalesce(input... :: ANY) :: ANY");
    assert_eq!(
        signature("round"),
        "round(value :: FLOAT, precision? :: INTEGER, mode? :: STRING) :: FLOAT"
    );
    assert_eq!(signature("rand"), "rand() :: FLOAT");
    assert_eq!(
        library.procedure("db.labels").expect("it").signature(),
        "db.labels() :: (label :: STRING)"
    );
}

#[test]
fn every_row_of_the_table_is_complete() {
    for function in Library::standard().functions() {
        assert!(
            function.documentation.ends_with('.'),
            "{}: one sentence",
            function.name
        );
        assert!(
            !function.category.is_empty(),
            "{}: a category",
            function.name
        );
        let optional = function
            .parameters
            .iter()
            .skip_while(|parameter| !parameter.optional);
        assert!(
            optional.clone().all(|parameter| parameter.optional),
            "{}: optional ones last",
            function.name
        );
        assert_eq!(
            function.aggregates(),
            matches!(function.body, Body::Aggregate(_))
        );
        assert_eq!(
            function.deterministic(),
            function.stability == Stability::Always
        );
    }
}

#[test]
fn a_parameter_takes_what_its_type_says() {
    assert!(accepts(&Type::Float, &val(1)));
    assert!(!accepts(&Type::Integer, &val(1.0)));
    assert!(accepts(&Type::Integer, &NULL));
    assert!(!accepts(&Type::NotNull(Box::new(Type::Integer)), &NULL));
    assert!(accepts(
        &Type::Union(vec![Type::Map, Type::Node]),
        &Value::Node(NodeId(0))
    ));
    assert!(!accepts(&Type::PropertyValue, &map(&[])));
}

/// A value of every type, and the extremes of some.
fn palette(graph: &Graph) -> Vec<Value> {
    let made = |name: &str, argument: Value| call_on(graph, name, &[argument]).expect("a value");
    let path = Path {
        nodes: vec![NodeId(0), NodeId(1)],
        relationships: vec![RelationshipId(0)],
    };
    let mut values = args![
        NULL,
        true,
        false,
        0,
        1,
        -1,
        3,
        i64::MAX,
        i64::MIN,
        0.0,
        -0.0,
        1.5,
        f64::NAN,
        f64::INFINITY,
        1e308,
        5e-324,
        "",
        "a",
        "héllo wörld",
        "2015-07-21",
        "P1M",
        "12:00",
        "day",
        "NFC",
        "HALF_UP",
        "Europe/Stockholm",
        "1e999",
        args![],
        args![1, NULL, "a", 2.5],
        args![args![1]],
        args![1, 2.5],
        map(&[]),
        map(&[("x", val(1)), ("y", val(2.5))]),
        map(&[("year", val(2015)), ("timezone", val("x"))]),
        map(&[("hours", val(1.5)), ("months", val(i64::MAX))]),
    ];
    values.extend([
        Value::Node(NodeId(0)),
        Value::Node(NodeId(99)),
        Value::Relationship(RelationshipId(0)),
        Value::Relationship(RelationshipId(99)),
        Value::Path(Arc::new(path)),
        made("date", val("2015-07-21")),
        made("localtime", val("12:31:14")),
        made("time", val("12:31:14+01:00")),
        made("localdatetime", val("-999999999-01-01T00:00")),
        made("datetime", val("+999999999-12-31T23:59:59Z")),
        made("datetime", val("2017-10-29T02:30[Europe/Stockholm]")),
        made("duration", val("P1Y2M3DT4H5M6.789S")),
        Value::Point(Arc::new(Point {
            srid: 4326,
            x: 12.5,
            y: 56.0,
            z: None,
        })),
        Value::Point(Arc::new(Point {
            srid: 9157,
            x: f64::NAN,
            y: f64::INFINITY,
            z: Some(-0.0),
        })),
    ]);
    values
}

/// Lists of that many arguments: all pairs, whatever the types, with the others in step, and every combination of
/// values the parameters take.
fn combinations(function: &Function, values: &[Value], length: usize) -> Vec<Vec<Value>> {
    let mut lists = fitting(function, values, length);
    if length == 1 {
        lists.extend(values.iter().map(|value| vec![value.clone()]));
    }
    if length > 1 {
        lists.extend(pairs(values, length));
    }
    lists
}

fn fitting(function: &Function, values: &[Value], length: usize) -> Vec<Vec<Value>> {
    let mut lists = vec![vec![]];
    for position in 0..length {
        let kind = function
            .parameter(position)
            .map_or(&Type::Any, |parameter| &parameter.kind);
        let fit: Vec<&Value> = values.iter().filter(|value| accepts(kind, value)).collect();
        let longer = |list: &Vec<Value>, value: &Value| {
            [list.as_slice(), std::slice::from_ref(value)].concat()
        };
        lists = lists
            .iter()
            .flat_map(|list| fit.iter().map(|value| longer(list, value)))
            .collect();
    }
    lists
}

fn pairs(values: &[Value], length: usize) -> Vec<Vec<Value>> {
    let pairs = values
        .iter()
        .flat_map(|a| values.iter().map(move |b| [a, b]));
    let rest = |i: usize| (2..length).map(move |j| &values[(i * 7 + j) % values.len()]);
    pairs
        .enumerate()
        .map(|(i, pair)| pair.into_iter().chain(rest(i)).cloned().collect())
        .collect()
}

/// Whether the call would make a list or text of a size a test has no room for.
fn is_bulky(function: &Function, arguments: &[Value]) -> bool {
    let numbers: Vec<i64> = arguments.iter().filter_map(Value::as_integer).collect();
    function.name == "range" && numbers.iter().any(|number| number.unsigned_abs() > 100)
}

/// Whether it tells of the row and of nothing it is given: alone it is null.
fn tells_of_the_row(function: &Function) -> bool {
    ["file", "linenumber"].contains(&function.name)
}

#[test]
fn no_function_panics_and_each_has_an_answer_to_something() {
    let (graph, ..) = sample();
    let values = palette(&graph);
    for function in Library::standard().functions() {
        let (least, most) = function.arity();
        let lengths = least..=most.unwrap_or(least + 2);
        let lists = lengths.flat_map(|length| combinations(function, &values, length));
        let answers = lists
            .filter(|arguments| answers(function, &graph, arguments))
            .count();
        let mute = answers == 0 && !tells_of_the_row(function);
        assert!(!mute, "{} has no answer to anything", function.name);
    }
}

/// Whether the function gives a value other than `null`.
fn answers(function: &Function, graph: &Graph, arguments: &[Value]) -> bool {
    let result = match function.aggregation() {
        Some(mut states) => {
            states.extend(1);
            let taken = states.step(0, arguments, 3);
            taken.and_then(|()| Ok(states.finish(0..1)?.remove(0)))
        }
        None if is_bulky(function, arguments) => return false,
        None => with_call(graph, |call| function.call(call, arguments)),
    };
    result.is_ok_and(|value| !value.is_null())
}

#[test]
fn a_strict_function_of_nulls_is_null_or_an_error() {
    let graph = Graph::new();
    for function in Library::standard()
        .functions()
        .filter(|function| function.strict && !function.aggregates())
    {
        let nulls = vec![NULL; function.arity().0];
        let result = with_call(&graph, |call| function.call(call, &nulls));
        assert!(
            nulls.is_empty() || result.as_ref().is_ok_and(Value::is_null),
            "{}: {result:?}",
            function.name
        );
    }
}
