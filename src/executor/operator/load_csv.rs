//! Lines of a file for each input row.

use std::sync::Arc;

use super::csv_records::{Fault, Record, Records};
use super::emission::{Emission, put};
use super::error::{mismatch, run_error};
use super::grow::Grow;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::semantics::query::Origin;
use crate::storage::UNCLOSED_QUOTE;
use crate::value::literal::literal;
use crate::value::{ErrorKind, Value};

/// What the plan says.
#[derive(Clone, Copy)]
pub(super) struct Loading<'p> {
    pub with_headers: bool,
    pub from: &'p Expression,
    pub slot: Slot,
    pub origin: Origin,
    pub field_terminator: Option<&'p Expression>,
    pub live: &'p [Slot],
}

/// An open file.
struct File {
    records: Records,
    record: Record,
    headers: Option<Vec<Arc<str>>>,
    path: Value,
}

pub(super) struct LoadCsv<'p> {
    plan: Loading<'p>,
    names: Vector,
    terminators: Option<Vector>,
    file: Option<File>,
    lines: Vec<Value>,
    paths: Vec<Value>,
    numbers: Vec<Value>,
}

impl<'p> LoadCsv<'p> {
    pub(super) fn new(plan: Loading<'p>) -> Self {
        Self {
            plan,
            names: Vector::Absent,
            terminators: None,
            file: None,
            lines: Vec::new(),
            paths: Vec::new(),
            numbers: Vec::new(),
        }
    }

    fn open(&self, row: usize, context: &Context<'_>) -> Result<File, RunError> {
        let span = self.plan.from.span;
        let name = self.names.get(row);
        let Some(name) = name.as_str() else {
            return Err(mismatch("the name of a file", &name, Some(span)));
        };
        let Some(import) = &context.limits.import else {
            let message = "files cannot be read: no import folder is set".to_owned();
            return Err(unreadable(message, span));
        };
        let opened = (import.0)(name).map_err(|error| RunError {
            span: error.span.or(Some(span)),
            ..error
        })?;
        let records = Records::new(opened.reader, self.separator(row)?)
            .map_err(|error| unreadable(format!("the file cannot be read: {error}"), span))?;
        let mut file = File {
            records,
            record: Record::default(),
            headers: None,
            path: Value::from(&*opened.path),
        };
        if self.plan.with_headers {
            let found = file.next(span, context)?;
            let names = file.record.fields().filter(|_| found);
            file.headers = Some(names.map(Arc::from).collect());
        }
        Ok(file)
    }

    /// What stands between fields: any character but those that quote fields and end lines.
    fn separator(&self, row: usize) -> Result<char, RunError> {
        let (Some(column), Some(expression)) = (&self.terminators, self.plan.field_terminator)
        else {
            return Ok(',');
        };
        let value = column.get(row);
        let Some(text) = value.as_str() else {
            return Err(mismatch("one character", &value, Some(expression.span)));
        };
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(one), None) if !matches!(one, '"' | '\r' | '\n') => Ok(one),
            _ => {
                let message = format!(
                    "FIELDTERMINATOR is one character, and neither a quote nor the end of a line; found {}",
                    literal(&value)
                );
                let kind = ErrorKind::ArgumentError;
                Err(RunError {
                    span: Some(expression.span),
                    ..run_error(kind, "InvalidArgumentValue", message)
                })
            }
        }
    }
}

impl File {
    /// Reads the next record; `false` where there is none.
    fn next(&mut self, span: Span, context: &Context<'_>) -> Result<bool, RunError> {
        let found = self.records.read(&mut self.record, |bytes| {
            context.check()?;
            Ok(context.room().reserve(bytes, "a record")?)
        });
        found.map_err(|fault| {
            let path = self.path.as_str().unwrap_or_default();
            let message = match fault {
                Fault::Stopped(error) => return error,
                Fault::Unreadable(error) => format!("{path} cannot be read: {error}"),
                Fault::NoText(line) => format!("{path}:{line}: the file is not UTF-8 from here on"),
                Fault::Unclosed(line) => format!("{path}:{line}: {UNCLOSED_QUOTE}"),
            };
            unreadable(message, span)
        })
    }
}

fn unreadable(message: String, span: Span) -> RunError {
    RunError {
        span: Some(span),
        ..run_error(ErrorKind::Io, "LoadCsvFailed", message)
    }
}

/// A line as a value: a map where the file has headings, else a list. Empty fields are `null`.
fn line(record: &Record, headers: Option<&[Arc<str>]>) -> Value {
    let mut fields = record.fields().map(|field| match field {
        "" => Value::Null,
        text => Value::from(text),
    });
    let Some(headers) = headers else {
        return Value::list(fields.collect::<Vec<_>>());
    };
    let headers = headers.iter();
    Value::map(
        headers
            .map(|key| (key.clone(), fields.next().unwrap_or(Value::Null)))
            .collect(),
    )
}

impl Grow for LoadCsv<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.names = evaluate(self.plan.from, chunk, context)?;
        self.terminators = match self.plan.field_terminator {
            Some(expression) => Some(evaluate(expression, chunk, context)?),
            None => None,
        };
        Ok(())
    }

    fn grow(
        &mut self,
        _: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.open(row, context)?,
        };
        while !out.is_full() {
            if !file.next(self.plan.from.span, context)? {
                return Ok(true);
            }
            self.lines.push(line(&file.record, file.headers.as_deref()));
            self.paths.push(file.path.clone());
            self.numbers.push(Value::Integer(file.record.line as i64));
            out.push(row);
        }
        self.file = Some(file);
        Ok(false)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let origin = self.plan.origin;
        for (slot, values) in [
            (self.plan.slot, &mut self.lines),
            (origin.file, &mut self.paths),
            (origin.line, &mut self.numbers),
        ] {
            let values = Vector::Values(std::mem::take(values));
            put(chunk, slot, values, self.plan.live);
        }
    }

    fn reset(&mut self) {
        self.file = None;
        self.lines.clear();
        self.paths.clear();
        self.numbers.clear();
    }
}
