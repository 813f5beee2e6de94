//! Everything that can be wrong with a knowledge file, found at once.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::decode::Spanned;
use super::document;
use super::file::{EntityTable, EvidenceTable, File, Properties, RelationTable, SourceTable};
use super::finding::{Finding, Problem, Report, Severity};
use super::quote::{Document, Found};
use crate::diagnostic::{Span, closest, did_you_mean};
use crate::graph::{Evidence, SourceDocument, fold};
use crate::value::Value;

/// What a knowledge file says, checked: every id and every quotation is there.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    /// The documents.
    pub(super) sources: Vec<SourceDocument>,
    /// The entities.
    pub(super) entities: Vec<EntityFact>,
    /// The relations; `from` and `to` are indices into `entities`.
    pub(super) relations: Vec<RelationFact>,
}

/// An entity as it will be a node.
#[derive(Clone, Debug)]
pub(super) struct EntityFact {
    pub labels: Vec<String>,
    pub properties: Vec<(String, Value)>,
    pub evidence: Vec<Evidence>,
}

/// A relation as it will be a relationship.
#[derive(Clone, Debug)]
pub(super) struct RelationFact {
    pub from: usize,
    pub kind: String,
    pub to: usize,
    pub properties: Vec<(String, Value)>,
    pub evidence: Vec<Evidence>,
}

/// What a knowledge file holds, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Documents.
    pub sources: usize,
    /// Entities.
    pub entities: usize,
    /// Relations.
    pub relations: usize,
    /// Relations with at least one quotation.
    pub relations_with_evidence: usize,
    /// Sentences in all documents.
    pub sentences: usize,
    /// Sentences no quotation touches.
    pub sentences_uncited: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "sources     {:>6}", self.sources)?;
        writeln!(f, "entities    {:>6}", self.entities)?;
        let share = percent(self.relations_with_evidence, self.relations);
        writeln!(
            f,
            "relations   {:>6}   with evidence {} ({share})",
            self.relations, self.relations_with_evidence
        )?;
        write!(
            f,
            "sentences   {:>6}   cited by no fact {}",
            self.sentences, self.sentences_uncited
        )
    }
}

fn percent(part: usize, whole: usize) -> String {
    (part * 100)
        .checked_div(whole)
        .map_or("–".into(), |percent| format!("{percent} %"))
}

/// How to read a document a knowledge file names.
pub(super) type ReadDocument<'r> = &'r dyn Fn(&str) -> io::Result<Vec<u8>>;

/// Checks a knowledge file.
pub(super) fn check(name: &str, bytes: Vec<u8>, read: ReadDocument<'_>) -> Report {
    let (text, mut problems) = utf8(bytes);
    let (root, syntax) = document::parse(name, &text);
    problems.extend(syntax);
    let (file, shape) = File::decode(&root);
    problems.extend(shape);
    let mut check = Check {
        problems,
        ..Check::default()
    };
    check.sources(&file.sources, read);
    check.entities(&file.entities);
    check.relations(&file.relations);
    check.unmentioned(&file);
    check.near_duplicates(&file.entities);
    check.finish(name, text, &file)
}

/// The text of a file; bytes that are not UTF-8 are a problem at their place.
fn utf8(bytes: Vec<u8>) -> (String, Vec<Problem>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let problem =
                Problem::error("the file is not UTF-8 from here on", Span::new(at, at + 1));
            (text, vec![problem])
        }
    }
}

#[derive(Default)]
struct Check {
    /// In the knowledge file.
    problems: Vec<Problem>,
    knowledge: Knowledge,
    documents: Vec<Document>,
    /// The documents' names for findings in them.
    paths: Vec<String>,
    source_ids: HashMap<String, usize>,
    entity_ids: HashMap<String, usize>,
    /// What quotations cover of each document.
    cited: Vec<Vec<Range<usize>>>,
}

impl Check {
    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn sources(&mut self, tables: &[Spanned<SourceTable>], read: ReadDocument<'_>) {
        for table in tables {
            let source = &table.value;
            let text = self.read_document(source, read);
            let number = self.documents.len();
            if self
                .source_ids
                .insert(source.id.value.clone(), number)
                .is_some()
            {
                self.report(duplicate("source", &source.id));
            }
            self.knowledge.sources.push(SourceDocument {
                id: source.id.value.as_str().into(),
                title: source.title.as_deref().map(Arc::from),
                path: Some(source.path.value.as_str().into()),
                text: text.as_str().into(),
            });
            self.documents.push(Document::new(text));
            self.paths.push(source.path.value.clone());
            self.cited.push(Vec::new());
        }
    }

    fn read_document(&mut self, source: &SourceTable, read: ReadDocument<'_>) -> String {
        let complaint = match read(&source.path.value).map(String::from_utf8) {
            Ok(Ok(text)) => return text,
            Ok(Err(_)) => "it is not UTF-8".to_string(),
            Err(error) => error.to_string(),
        };
        let message = format!(
            "the document `{}` cannot be read: {complaint}",
            source.path.value
        );
        self.report(
            Problem::error(message, source.path.span)
                .with_hint(Some("paths are relative to the knowledge file".into())),
        );
        String::new()
    }

    fn entities(&mut self, tables: &[Spanned<EntityTable>]) {
        for table in tables {
            let entity = &table.value;
            if self
                .entity_ids
                .insert(entity.id.value.clone(), self.knowledge.entities.len())
                .is_some()
            {
                self.report(duplicate("entity", &entity.id));
            }
            if entity.name.value.trim().is_empty() {
                self.report(Problem::error("the name is empty", entity.name.span));
            }
            if entity.labels.is_empty() {
                let message = format!("entity `{}` has no label", entity.id.value);
                self.report(Problem::warning(message, entity.id.span));
            }
            let fact = EntityFact {
                labels: entity
                    .labels
                    .iter()
                    .map(|label| label.value.clone())
                    .collect(),
                properties: self.entity_properties(entity),
                evidence: self.evidence(&entity.evidence),
            };
            self.knowledge.entities.push(fact);
        }
    }

    fn entity_properties(&mut self, entity: &EntityTable) -> Vec<(String, Value)> {
        let mut properties = vec![(
            "name".to_string(),
            Value::string(entity.name.value.as_str()),
        )];
        if !entity.aliases.is_empty() {
            let aliases: Vec<Value> = entity
                .aliases
                .iter()
                .map(|alias| alias.value.as_str().into())
                .collect();
            properties.push(("aliases".to_string(), aliases.into()));
        }
        for reserved in ["name", "aliases"] {
            if let Some(property) = entity.properties.get(reserved) {
                let hint = Some(format!("write it as `{reserved}` of the entity itself"));
                self.report(
                    Problem::error(
                        format!("`{reserved}` is not a free property"),
                        property.span,
                    )
                    .with_hint(hint),
                );
            }
        }
        properties.extend(values(&entity.properties));
        properties
    }

    fn relations(&mut self, tables: &[Spanned<RelationTable>]) {
        let mut seen = HashMap::new();
        for table in tables {
            let relation = &table.value;
            let from = self.entity(&relation.from);
            let to = self.entity(&relation.to);
            if relation.kind.value.trim().is_empty() {
                self.report(Problem::error("the type is empty", relation.kind.span));
            }
            if relation.evidence.is_empty() {
                self.report(Problem::warning(
                    "no passage says so: the relation has no evidence",
                    relation.kind.span,
                ));
            }
            if seen
                .insert(
                    (from, &relation.kind.value, to, property_text(relation)),
                    (),
                )
                .is_some()
            {
                self.report(Problem::warning(
                    "this relation stands in the file twice",
                    relation.kind.span,
                ));
            }
            let evidence = self.evidence(&relation.evidence);
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            let properties = values(&relation.properties);
            self.knowledge.relations.push(RelationFact {
                from,
                kind: relation.kind.value.clone(),
                to,
                properties,
                evidence,
            });
        }
    }

    /// The number of the entity with an id.
    fn entity(&mut self, id: &Spanned<String>) -> Option<usize> {
        let found = self.entity_ids.get(&id.value).copied();
        if found.is_none() {
            let hint = did_you_mean(&closest(
                &id.value,
                self.entity_ids.keys().map(String::as_str),
            ));
            self.report(
                Problem::error(format!("no entity has the id `{}`", id.value), id.span)
                    .with_hint(hint),
            );
        }
        found
    }

    fn evidence(&mut self, tables: &[EvidenceTable]) -> Vec<Evidence> {
        tables
            .iter()
            .filter_map(|table| self.quotation(table))
            .collect()
    }

    fn quotation(&mut self, table: &EvidenceTable) -> Option<Evidence> {
        let Some(&number) = self.source_ids.get(&table.source.value) else {
            let hint = did_you_mean(&closest(
                &table.source.value,
                self.source_ids.keys().map(String::as_str),
            ));
            let message = format!("no source has the id `{}`", table.source.value);
            self.report(Problem::error(message, table.source.span).with_hint(hint));
            return None;
        };
        let range = self.place(number, table)?;
        let document = &self.documents[number];
        let evidence = Evidence {
            source: table.source.value.as_str().into(),
            quote: table.quote.value.as_str().into(),
            start: document.characters(range.start),
            end: document.characters(range.end),
            note: table.note.as_deref().map(Arc::from),
        };
        self.cited[number].push(range);
        Some(evidence)
    }

    /// Where a quotation stands in its document.
    fn place(&mut self, number: usize, table: &EvidenceTable) -> Option<Range<usize>> {
        let document = &self.documents[number];
        if table.quote.value.trim().is_empty() {
            self.report(Problem::error("the quote is empty", table.quote.span));
            return None;
        }
        if document.text().is_empty() {
            return None;
        }
        match document.find(
            &table.quote.value,
            table.prefix.as_deref(),
            table.suffix.as_deref(),
        ) {
            Found::At(range) => Some(range),
            Found::Nowhere { nearest } => {
                let message = format!(
                    "the quote does not stand in source `{}`",
                    table.source.value
                );
                let hint = nearest.map(|sentence| format!("the nearest passage is “{sentence}”"));
                self.report(Problem::error(message, table.quote.span).with_hint(hint));
                None
            }
            Found::Ambiguous(times) => {
                let message = format!(
                    "the quote stands {times} times in source `{}`",
                    table.source.value
                );
                let hint = Some("quote more of it, or tell which by `prefix` or `suffix`".into());
                self.report(Problem::error(message, table.quote.span).with_hint(hint));
                None
            }
        }
    }

    /// Entities that stand in no relation.
    fn unmentioned(&mut self, file: &File) {
        let relations = file.relations.iter().map(|table| &table.value);
        let mentioned: HashSet<&str> = relations
            .flat_map(|relation| [relation.from.value.as_str(), relation.to.value.as_str()])
            .collect();
        for entity in file.entities.iter().map(|table| &table.value) {
            if !mentioned.contains(entity.id.value.as_str()) {
                let message = format!("entity `{}` stands in no relation", entity.id.value);
                self.report(Problem::warning(message, entity.id.span));
            }
        }
    }

    /// Names and aliases that a walk could not tell apart.
    fn near_duplicates(&mut self, tables: &[Spanned<EntityTable>]) {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for entity in tables.iter().map(|table| &table.value) {
            for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                let owner = *owners.entry(fold(&name.value)).or_insert(&entity.id.value);
                if owner != entity.id.value {
                    let message = format!("`{}` also names the entity `{owner}`", name.value);
                    let hint = Some("a walk by this name would have to ask which".into());
                    self.report(Problem::warning(message, name.span).with_hint(hint));
                }
            }
        }
    }

    fn finish(self, name: &str, text: String, file: &File) -> Report {
        let mut findings: Vec<Finding> = self
            .problems
            .into_iter()
            .map(|problem| problem.in_file(0))
            .collect();
        let mut figures = Figures {
            sources: file.sources.len(),
            entities: file.entities.len(),
            relations: file.relations.len(),
            relations_with_evidence: file
                .relations
                .iter()
                .filter(|table| !table.value.evidence.is_empty())
                .count(),
            ..Figures::default()
        };
        for (number, document) in self.documents.iter().enumerate() {
            let sentences = document.sentences();
            let uncited = sentences
                .iter()
                .filter(|sentence| !touched(sentence, &self.cited[number]));
            let notes = uncited.map(|sentence| {
                let span = Span::new(sentence.start, sentence.end);
                Problem::new(Severity::Note, "no fact cites this sentence", span)
                    .in_file(number + 1)
            });
            let before = findings.len();
            findings.extend(notes);
            figures.sentences += sentences.len();
            figures.sentences_uncited += findings.len() - before;
        }
        findings.sort_by_key(|finding| (finding.severity, finding.file, finding.span));
        let sound = findings
            .iter()
            .all(|finding| finding.severity != Severity::Error);
        let documents = self
            .documents
            .iter()
            .map(|document| document.text().to_string());
        let files =
            std::iter::once((name.to_string(), text)).chain(self.paths.into_iter().zip(documents));
        Report {
            files: files.collect(),
            findings,
            figures,
            knowledge: sound.then_some(self.knowledge),
        }
    }
}

fn touched(sentence: &Range<usize>, quotations: &[Range<usize>]) -> bool {
    quotations
        .iter()
        .any(|quotation| quotation.start < sentence.end && sentence.start < quotation.end)
}

fn duplicate(what: &str, id: &Spanned<String>) -> Problem {
    Problem::error(
        format!("two tables have the {what} id `{}`", id.value),
        id.span,
    )
}

fn values(properties: &Properties) -> Vec<(String, Value)> {
    properties
        .iter()
        .map(|(key, value)| (key.clone(), value.value.0.clone()))
        .collect()
}

/// The properties as text, to tell relations that differ only in them.
fn property_text(relation: &RelationTable) -> String {
    format!("{:?}", values(&relation.properties))
}
