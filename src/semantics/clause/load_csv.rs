//! `LOAD CSV`.

use super::super::analyse::Analyser;
use super::super::query::{Clause, LoadCsv, Origin, VariableKind};
use crate::syntax::ast;
use crate::value::Type;

impl Analyser<'_> {
    pub(super) fn load_csv(&mut self, load: &ast::LoadCsv) -> Clause {
        let from = self.text(&load.from);
        let field_terminator = load.field_terminator.as_ref().map(|text| self.text(text));
        let of = match load.with_headers {
            true => Type::Map,
            false => Type::list(Type::String),
        };
        let slot = self.declare(&load.variable, VariableKind::Value, of);
        let origin = Origin {
            file: self.fresh("  file".into(), VariableKind::Value, Type::String),
            line: self.fresh("  line".into(), VariableKind::Value, Type::Integer),
        };
        self.scope.origin = Some(origin);
        Clause::LoadCsv(LoadCsv {
            with_headers: load.with_headers,
            from,
            slot,
            origin,
            field_terminator,
        })
    }

    fn text(&mut self, of: &ast::Expression) -> super::super::query::Expression {
        let text = self.value(of);
        self.expect(&text.kind, &[Type::String], "a string", of.span);
        text.expression
    }
}
