//! Lines of a file for each input row.

use std::io::Read;
use std::sync::Arc;

use csv::{Reader, ReaderBuilder, StringRecord};

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
    reader: Reader<Box<dyn Read>>,
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
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter(row)?)
            .from_reader(opened.reader);
        let mut first = StringRecord::new();
        let headers = if self.plan.with_headers && read(&mut reader, &mut first, span)? {
            first.iter().map(Arc::from).collect()
        } else {
            Vec::new()
        };
        Ok(File {
            reader,
            headers: self.plan.with_headers.then_some(headers),
            path: Value::from(&*opened.path),
        })
    }

    fn delimiter(&self, row: usize) -> Result<u8, RunError> {
        let (Some(column), Some(expression)) = (&self.terminators, self.plan.field_terminator)
        else {
            return Ok(b',');
        };
        let value = column.get(row);
        match value.as_str().map(str::as_bytes) {
            Some([byte]) => Ok(*byte),
            _ => Err(mismatch(
                "one ASCII character",
                &value,
                Some(expression.span),
            )),
        }
    }
}

/// Reads the next line; `false` where there is none. A byte order mark is no part of the first.
fn read(
    reader: &mut Reader<Box<dyn Read>>,
    record: &mut StringRecord,
    span: Span,
) -> Result<bool, RunError> {
    let first = reader.position().record() == 0;
    let found = reader.read_record(record);
    let found = found.map_err(|error| unreadable(format!("the file is no CSV: {error}"), span))?;
    if first
        && record
            .get(0)
            .is_some_and(|field| field.starts_with('\u{feff}'))
    {
        let place = record.position().cloned();
        let fields = record.iter();
        *record = fields
            .map(|field| field.trim_start_matches('\u{feff}'))
            .collect();
        record.set_position(place);
    }
    Ok(found)
}

fn unreadable(message: String, span: Span) -> RunError {
    RunError {
        span: Some(span),
        ..run_error(ErrorKind::Io, "LoadCsvFailed", message)
    }
}

/// A line as a value: a map where the file has headings, in which empty fields are `null`, else a list.
fn line(record: &StringRecord, headers: Option<&[Arc<str>]>) -> Value {
    let Some(headers) = headers else {
        return Value::list(record.iter().map(Value::from).collect::<Vec<_>>());
    };
    let field = |at| match record.get(at) {
        None | Some("") => Value::Null,
        Some(text) => Value::from(text),
    };
    let headers = headers.iter().enumerate();
    Value::map(headers.map(|(at, key)| (key.clone(), field(at))).collect())
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
        let mut record = StringRecord::new();
        while !out.is_full() {
            if !read(&mut file.reader, &mut record, self.plan.from.span)? {
                return Ok(true);
            }
            self.lines.push(line(&record, file.headers.as_deref()));
            self.paths.push(file.path.clone());
            let number = record.position().map_or(0, csv::Position::line);
            self.numbers.push(Value::Integer(number as i64));
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
