//! The library as rows: what `SHOW` prints, by way of two procedures, and the names that can be called.

use std::sync::Arc;

use super::{Function, Library, Parameter, Procedure};
use crate::value::{Map, Type, Value};

type Rows = Vec<Vec<Value>>;

/// What is called like a function and is none: its argument is evaluated for each item of a list.
struct Form {
    name: &'static str,
    category: &'static str,
    arguments: &'static str,
    result: Type,
    documentation: &'static str,
}

static FORMS: [Form; 5] = [
    quantifier("all", "Whether the predicate is true for every item."),
    quantifier("any", "Whether the predicate is true for some item."),
    quantifier("none", "Whether the predicate is true for no item."),
    quantifier(
        "single",
        "Whether the predicate is true for exactly one item.",
    ),
    Form {
        name: "reduce",
        category: "list",
        arguments: "accumulator = initial :: ANY, variable IN list :: LIST<ANY> | expression :: ANY",
        result: Type::Any,
        documentation: "What the expression makes of the accumulator and each item in turn.",
    },
];

const fn quantifier(name: &'static str, documentation: &'static str) -> Form {
    Form {
        name,
        category: "predicate",
        arguments: "variable IN list :: LIST<ANY> WHERE predicate :: BOOLEAN",
        result: Type::Boolean,
        documentation,
    }
}

impl Library {
    /// The names that are called with parentheses behind them.
    pub fn callable(&self) -> impl Iterator<Item = &'static str> {
        let functions = self.functions().map(|function| function.name);
        functions.chain(FORMS.iter().map(|form| form.name))
    }

    /// The procedures that give the library's rows; to be made again when there are more of them.
    pub(super) fn listings(&self) -> [Procedure; 2] {
        let functions = self.functions().map(function_row);
        let functions = sorted(functions.chain(FORMS.iter().map(form_row)).collect());
        let procedures = sorted(self.procedures().map(procedure_row).collect());
        [
            described("dbms.functions", "The functions.", move |arguments| {
                // None is added by the program that embeds the library.
                match arguments.first() {
                    Some(Value::Boolean(false)) => Vec::new(),
                    _ => functions.clone(),
                }
            })
            .taking("builtIn?", Type::Boolean)
            .giving("isBuiltIn", Type::Boolean)
            .giving("aggregating", Type::Boolean),
            described("dbms.procedures", "The procedures.", move |_| {
                procedures.clone()
            })
            .giving("mode", Type::String),
        ]
    }
}

fn described(
    name: &str,
    documentation: &str,
    rows: impl Fn(&[Value]) -> Rows + Send + Sync + 'static,
) -> Procedure {
    Procedure::new(name, documentation, move |_, arguments| Ok(rows(arguments)))
        .giving("name", Type::String)
        .giving("category", Type::String)
        .giving("signature", Type::String)
        .giving("description", Type::String)
        .giving("argumentDescription", Type::list(Type::Map))
        .giving("returnDescription", Type::Any)
}

fn function_row(function: &Function) -> Vec<Value> {
    vec![
        function.name.into(),
        function.category.into(),
        function.signature().into(),
        function.documentation.into(),
        parameters(&function.parameters),
        Value::from(function.result.to_string()),
        Value::Boolean(true),
        Value::Boolean(function.aggregates()),
    ]
}

fn form_row(form: &Form) -> Vec<Value> {
    let Form {
        name,
        arguments,
        result,
        ..
    } = form;
    vec![
        form.name.into(),
        form.category.into(),
        format!("{name}({arguments}) :: {result}").into(),
        form.documentation.into(),
        Value::list([]),
        Value::from(form.result.to_string()),
        Value::Boolean(true),
        Value::Boolean(false),
    ]
}

fn procedure_row(procedure: &Procedure) -> Vec<Value> {
    let columns = procedure.columns.iter();
    let columns = columns.map(|(name, kind)| named(name, kind, []));
    vec![
        Value::string(&*procedure.name),
        "procedure".into(),
        procedure.signature().into(),
        Value::string(&*procedure.documentation),
        parameters(&procedure.parameters),
        Value::List(columns.collect()),
        "READ".into(),
    ]
}

/// A map of each parameter.
fn parameters(of: &[Parameter]) -> Value {
    let one = |parameter: &Parameter| {
        let optional = ("isOptional".into(), Value::Boolean(parameter.optional));
        named(&parameter.name, &parameter.kind, [optional])
    };
    Value::List(of.iter().map(one).collect())
}

fn named<const N: usize>(name: &str, kind: &Type, further: [(Arc<str>, Value); N]) -> Value {
    let entries = [
        ("name".into(), Value::string(name)),
        ("type".into(), Value::from(kind.to_string())),
    ];
    Value::map(entries.into_iter().chain(further).collect::<Map>())
}

fn sorted(mut rows: Rows) -> Rows {
    rows.sort_by_cached_key(|row| row[0].as_str().map(str::to_lowercase));
    rows
}
