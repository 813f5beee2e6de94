//! How a row of the table is written: `scalar("left", [("original", String), ("length", Integer)], String, "…", left)`.
//!
//! A parameter name that ends in `?` may be left out, one that ends in `...` may be repeated.

use super::{Aggregates, Body, Call, Function, Outcome, Parameter, Series, Stability};
use crate::value::{Type, Value, ValueError};

/// A function of one row: strict, checked and the same for ever unless the row says otherwise.
pub(super) fn scalar<const N: usize>(
    name: &'static str,
    parameters: [(&str, Type); N],
    result: Type,
    documentation: &'static str,
    body: fn(&Call<'_>, &[Value]) -> Outcome,
) -> Function {
    Function {
        name,
        variadic: parameters.iter().any(|(name, _)| name.ends_with("...")),
        parameters: parameters.into_iter().map(parameter).collect(),
        result,
        documentation,
        category: "",
        stability: Stability::Always,
        strict: true,
        checked: true,
        body: Body::Scalar(body),
    }
}

/// A function of many rows.
pub(super) fn aggregation<const N: usize>(
    name: &'static str,
    parameters: [(&str, Type); N],
    result: Type,
    documentation: &'static str,
    start: fn() -> Box<dyn Aggregates>,
) -> Function {
    let body = Body::Aggregate(start);
    Function {
        body,
        ..scalar(name, parameters, result, documentation, |_, _| {
            Ok(Value::Null)
        })
    }
}

/// A function that gives a list of integers that need not be made to be walked.
pub(super) fn series<const N: usize>(
    name: &'static str,
    parameters: [(&str, Type); N],
    documentation: &'static str,
    of: fn(&[Value]) -> Result<Series, ValueError>,
) -> Function {
    let result = Type::list(Type::Integer);
    Function {
        body: Body::Series(of),
        ..scalar(name, parameters, result, documentation, |_, _| {
            Ok(Value::Null)
        })
    }
}

/// A parameter from its name with marks and its type.
pub(super) fn parameter((name, kind): (&str, Type)) -> Parameter {
    let bare = name.trim_end_matches('.').trim_end_matches('?');
    Parameter {
        name: bare.into(),
        kind,
        optional: name.ends_with('?'),
    }
}

/// Any of several types.
pub(super) fn one_of<const N: usize>(types: [Type; N]) -> Type {
    Type::Union(types.into())
}

/// A type without `null`.
pub(super) fn required(kind: Type) -> Type {
    Type::NotNull(Box::new(kind))
}

/// A list of anything.
pub(super) fn any_list() -> Type {
    Type::list(Type::Any)
}

impl Function {
    /// The body is asked about `null` too.
    pub(super) fn sees_null(self) -> Function {
        Function {
            strict: false,
            ..self
        }
    }

    /// The body checks the types of its arguments, at run time.
    pub(super) fn checks_itself(self) -> Function {
        Function {
            checked: false,
            ..self
        }
    }

    /// The result may differ from one statement to the next.
    pub(super) fn reads_surroundings(self) -> Function {
        Function {
            stability: Stability::Statement,
            ..self
        }
    }

    /// The result may differ from one call to the next.
    pub(super) fn draws_lots(self) -> Function {
        Function {
            stability: Stability::Never,
            ..self
        }
    }

    /// The same function under another name.
    pub(super) fn renamed(&self, name: &'static str) -> Function {
        Function {
            name,
            ..self.clone()
        }
    }
}
