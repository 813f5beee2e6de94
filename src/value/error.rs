//! What can go wrong while computing with values.

use std::fmt;

/// The family of an error, named as the openCypher Technology Compatibility Kit names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text breaks a rule of the language.
    SyntaxError,
    /// The query cannot mean anything although it is written correctly.
    SemanticError,
    /// A value of the wrong type.
    TypeError,
    /// A value of the right type that is not allowed here.
    ArgumentError,
    /// Overflow, division by zero.
    ArithmeticError,
    /// An entity that was deleted or never existed.
    EntityNotFound,
    /// A property that is not there.
    PropertyNotFound,
    /// A label that is not there.
    LabelNotFound,
    /// A parameter that was not given.
    ParameterMissing,
    /// A procedure that does not exist or was called wrongly.
    ProcedureError,
    /// The graph's structure forbids it, such as deleting a node that still has relationships.
    ConstraintVerificationFailed,
    /// A constraint on properties was broken.
    ConstraintValidationFailed,
    /// A limit on time, memory, rows or depth was reached, or the query was interrupted.
    ResourceLimit,
    /// A file could not be read or written.
    Io,
    /// The language has it, rihla does not execute it yet.
    NotSupported,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// An operation on values that has no answer. It carries no span: who evaluates the expression adds it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct ValueError {
    /// The family.
    pub kind: ErrorKind,
    /// The kit's name for the exact mistake, such as `InvalidArgumentType`.
    pub detail: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<Box<str>>,
}

impl ValueError {
    /// An error of any family.
    pub fn new(kind: ErrorKind, detail: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            detail,
            message: message.into(),
            hint: None,
        }
    }

    /// The same with a piece of advice, where there is one.
    #[must_use]
    pub fn advising(self, hint: Option<String>) -> Self {
        Self {
            hint: hint.map(String::into_boxed_str).or(self.hint),
            ..self
        }
    }

    /// A value of the wrong type.
    pub fn type_error(detail: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::TypeError, detail, message)
    }

    /// A value of the right type that is not allowed.
    pub fn argument(detail: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::ArgumentError, detail, message)
    }

    /// Overflow or division by zero.
    pub fn arithmetic(detail: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::ArithmeticError, detail, message)
    }
}
