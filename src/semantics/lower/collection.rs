//! Lists, maps and what is taken out of them.

use super::super::analyse::Analyser;
use super::super::expression::{ExpressionKind, MapProjectionItem};
use super::super::mistake::wrong_type;
use super::super::query::{Expression, Query};
use super::super::types::{element, possible, possibly_one_of, unify};
use super::Typed;
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::ExpressionKind as Kind;
use crate::value::{ErrorKind, Type};

impl Analyser<'_> {
    pub(super) fn collection(&mut self, of: &ast::Expression) -> Typed {
        match &of.kind {
            Kind::List(items) => self.list(items, of.span),
            Kind::Map(entries) => self.map(entries, of.span),
            Kind::MapProjection { base, items } => self.map_projection(base, items, of.span),
            Kind::Property { base, key } => self.property(base, key, of.span),
            Kind::Index { base, index } => self.index(base, index, of.span),
            Kind::Slice { base, from, to } => {
                self.slice(base, from.as_deref(), to.as_deref(), of.span)
            }
            _ => Typed::unknown(of.span),
        }
    }

    fn list(&mut self, items: &[ast::Expression], span: Span) -> Typed {
        let mut kind = Type::Nothing;
        let mut resolved = Vec::with_capacity(items.len());
        for item in items {
            let item = self.value(item);
            kind = unify(kind, item.kind);
            resolved.push(item.expression);
        }
        Typed {
            expression: ExpressionKind::List(resolved).at(span),
            kind: Type::list(kind),
        }
    }

    /// A map literal.
    pub fn map(&mut self, entries: &[(ast::Name, ast::Expression)], span: Span) -> Typed {
        let entries = entries.iter();
        let entries = entries.map(|(key, value)| (key.text.clone(), self.expression(value)));
        Typed {
            expression: ExpressionKind::Map(entries.collect()).at(span),
            kind: Type::Map,
        }
    }

    fn map_projection(
        &mut self,
        base: &ast::Name,
        items: &[ast::MapProjectionItem],
        span: Span,
    ) -> Typed {
        let base = self.variable(base);
        self.expect_properties(&base.kind, base.expression.span);
        let items = items
            .iter()
            .map(|item| self.map_projection_item(item))
            .collect();
        let projection = ExpressionKind::MapProjection {
            base: Box::new(base.expression),
            items,
        };
        Typed {
            expression: projection.at(span),
            kind: Type::Map,
        }
    }

    fn map_projection_item(&mut self, item: &ast::MapProjectionItem) -> MapProjectionItem<Query> {
        match item {
            ast::MapProjectionItem::Property(key) => MapProjectionItem::Property(key.text.clone()),
            ast::MapProjectionItem::Entry(key, value) => {
                MapProjectionItem::Entry(key.text.clone(), self.expression(value))
            }
            ast::MapProjectionItem::Variable(name) => {
                MapProjectionItem::Entry(name.text.clone(), self.variable(name).expression)
            }
            ast::MapProjectionItem::All(_) => MapProjectionItem::All,
        }
    }

    fn property(&mut self, base: &ast::Expression, key: &ast::Name, span: Span) -> Typed {
        let base = self.value(base);
        self.expect_properties(&base.kind, base.expression.span);
        if matches!(base.kind, Type::Node | Type::Relationship) {
            self.mentions.keys.push((key.text.clone(), key.span));
        }
        Typed {
            expression: property(base.expression, key, span),
            kind: Type::Any,
        }
    }

    /// Refuses what has no properties: a path as the kit's syntax error, a plain value as its type error.
    fn expect_properties(&mut self, found: &Type, span: Span) {
        let owners = [
            Type::Node,
            Type::Relationship,
            Type::Map,
            Type::Date,
            Type::LocalTime,
            Type::Time,
            Type::LocalDateTime,
            Type::DateTime,
            Type::Duration,
            Type::Point,
        ];
        if possibly_one_of(found, &owners) {
            return;
        }
        let error = wrong_type("a node, a relationship or a map", found, span);
        let kind = match found {
            Type::Path => ErrorKind::SyntaxError,
            _ => ErrorKind::TypeError,
        };
        self.report(super::super::SemanticError { kind, ..error });
    }

    fn index(&mut self, base: &ast::Expression, index: &ast::Expression, span: Span) -> Typed {
        let base = self.value(base);
        let index = self.value(index);
        self.expect_indexable(&base, &index);
        let kind = match &base.kind {
            Type::List(_) => element(&base.kind),
            _ => Type::Any,
        };
        let index = ExpressionKind::Index {
            base: Box::new(base.expression),
            index: Box::new(index.expression),
        };
        Typed {
            expression: index.at(span),
            kind,
        }
    }

    fn expect_indexable(&mut self, base: &Typed, index: &Typed) {
        let indexable = [
            Type::list(Type::Any),
            Type::Map,
            Type::Node,
            Type::Relationship,
        ];
        let error = if !possibly_one_of(&base.kind, &indexable) {
            wrong_type("a list or a map", &base.kind, base.expression.span)
        } else if matches!(base.kind, Type::List(_)) && !possible(&index.kind, &Type::Integer) {
            wrong_type("an integer", &index.kind, index.expression.span)
        } else {
            return;
        };
        self.report(super::super::SemanticError {
            kind: ErrorKind::TypeError,
            ..error
        });
    }

    fn slice(
        &mut self,
        base: &ast::Expression,
        from: Option<&ast::Expression>,
        to: Option<&ast::Expression>,
        span: Span,
    ) -> Typed {
        let base = self.value(base);
        self.expect(
            &base.kind,
            &[Type::list(Type::Any)],
            "a list",
            base.expression.span,
        );
        let from = from.map(|from| self.bound(from));
        let to = to.map(|to| self.bound(to));
        let slice = ExpressionKind::Slice {
            base: Box::new(base.expression),
            from,
            to,
        };
        Typed {
            expression: slice.at(span),
            kind: base.kind,
        }
    }

    fn bound(&mut self, of: &ast::Expression) -> Box<Expression> {
        let bound = self.value(of);
        self.expect(&bound.kind, &[Type::Integer], "an integer", of.span);
        Box::new(bound.expression)
    }
}

/// `base.key`.
pub(in super::super) fn property(base: Expression, key: &ast::Name, span: Span) -> Expression {
    ExpressionKind::Property {
        base: Box::new(base),
        key: key.text.clone(),
    }
    .at(span)
}
