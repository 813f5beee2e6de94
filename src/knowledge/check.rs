//! Everything that can be wrong with a knowledge file, found at once.

use std::collections::{HashMap, HashSet};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::decode::{Properties, Spanned};
use super::document;
use super::figures::Figures;
use super::file::{EntityTable, EvidenceTable, File, RelationTable, Required, SourceTable};
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

/// How to read a document a knowledge file names.
pub(super) type ReadDocument<'r> = &'r dyn Fn(&str) -> io::Result<Vec<u8>>;

/// Checks a knowledge file.
pub(super) fn check(name: &str, bytes: Vec<u8>, read: ReadDocument<'_>) -> Report {
    let (text, mut problems) = utf8(bytes);
    let (root, syntax) = document::parse(name, &text);
    // Behind bytes that are no text nothing means anything.
    if problems.is_empty() {
        problems = syntax;
    }
    let (file, shape) = File::decode(&root);
    let mut check = Check {
        name,
        problems,
        ..Check::default()
    };
    // Of a text that could be read in part only nobody knows what the rest would have said.
    if check.problems.is_empty() {
        check.problems = shape;
        check.sources(&file.sources, read);
        check.entities(&file.entities);
        check.relations(&file.relations);
        check.near_duplicates(&file.entities);
        check.unmentioned(&file);
    }
    check.finish(text, &file)
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
struct Check<'n> {
    /// Of the knowledge file.
    name: &'n str,
    /// In the knowledge file.
    problems: Vec<Problem>,
    knowledge: Knowledge,
    documents: Vec<Read>,
    source_ids: HashMap<String, usize>,
    entity_ids: HashMap<String, usize>,
    relations_with_evidence: usize,
}

/// A document that is there, or that should be.
struct Read {
    /// Its name for findings in it.
    name: String,
    /// Nothing where it cannot be read: then no quotation is wrong.
    document: Option<Document>,
    /// What quotations cover of it.
    cited: Vec<Range<usize>>,
}

impl Check<'_> {
    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    fn sources(&mut self, tables: &[SourceTable], read: ReadDocument<'_>) {
        for source in tables {
            if let Some(id) = &source.id {
                let number = self.documents.len();
                if self.source_ids.insert(id.value.clone(), number).is_some() {
                    self.report(duplicate("source", id));
                }
            }
            let text = self.read_document(source, read);
            self.knowledge.sources.push(SourceDocument {
                id: shared(&source.id),
                title: source.title.as_deref().map(Arc::from),
                path: Some(shared(&source.path)),
                text: text.as_deref().unwrap_or_default().into(),
            });
            let path = source.path.as_ref().map_or("", |path| &path.value);
            let beside = Path::new(self.name).with_file_name(path);
            self.documents.push(Read {
                name: beside.display().to_string(),
                document: text.map(Document::new),
                cited: Vec::new(),
            });
        }
    }

    fn read_document(&mut self, source: &SourceTable, read: ReadDocument<'_>) -> Option<String> {
        let path = source.path.as_ref()?;
        let complaint = match read(&path.value).map(String::from_utf8) {
            Ok(Ok(text)) => return Some(text),
            Ok(Err(_)) => "it is not UTF-8".to_string(),
            Err(error) => in_words(&error),
        };
        let message = format!("the document `{}` cannot be read: {complaint}", path.value);
        let hint = Some("paths are relative to the knowledge file".into());
        self.report(Problem::error(message, path.span).with_hint(hint));
        None
    }

    fn entities(&mut self, tables: &[EntityTable]) {
        for entity in tables {
            if let Some(id) = &entity.id {
                let number = self.knowledge.entities.len();
                if self.entity_ids.insert(id.value.clone(), number).is_some() {
                    self.report(duplicate("entity", id));
                }
            }
            if let Some(id) = entity
                .id
                .as_ref()
                .filter(|_| entity.sound && entity.labels.is_empty())
            {
                let message = format!("entity `{}` has no label", id.value);
                self.report(Problem::warning(message, id.span));
            }
            self.not_empty("name", entity.name.iter());
            self.not_empty("label", &entity.labels);
            self.not_empty("alias", &entity.aliases);
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

    fn not_empty<'t>(&mut self, what: &str, texts: impl IntoIterator<Item = &'t Spanned<String>>) {
        for text in texts {
            if text.value.trim().is_empty() {
                self.report(Problem::error(format!("the {what} is empty"), text.span));
            }
        }
    }

    fn entity_properties(&mut self, entity: &EntityTable) -> Vec<(String, Value)> {
        let name = shared(&entity.name);
        let mut properties = vec![("name".to_string(), Value::String(name))];
        if !entity.aliases.is_empty() {
            let aliases: Vec<Value> = entity
                .aliases
                .iter()
                .map(|alias| alias.value.as_str().into())
                .collect();
            properties.push(("aliases".to_string(), aliases.into()));
        }
        for (key, value) in &entity.properties {
            if matches!(key.as_str(), "name" | "aliases") {
                let hint = Some(format!("write it as `{key}` of the entity itself"));
                let message = format!("`{key}` is not a free property");
                self.report(Problem::error(message, value.span).with_hint(hint));
            }
        }
        properties.extend(values(&entity.properties));
        properties
    }

    fn relations(&mut self, tables: &[RelationTable]) {
        let mut seen = HashSet::new();
        for relation in tables {
            let ends = (self.entity(&relation.from), self.entity(&relation.to));
            self.not_empty("type", relation.kind.iter());
            let evidence = self.evidence(&relation.evidence);
            self.relations_with_evidence += usize::from(!evidence.is_empty());
            let (Some(from), Some(to), Some(kind)) = (ends.0, ends.1, &relation.kind) else {
                continue;
            };
            if relation.sound && relation.evidence.is_empty() {
                let message = "no passage says so: the relation has no evidence";
                self.report(Problem::warning(message, kind.span));
            }
            if !seen.insert((from, &kind.value, to, property_text(relation))) {
                let message = "this relation stands in the file twice";
                self.report(Problem::warning(message, kind.span));
            }
            self.knowledge.relations.push(RelationFact {
                from,
                kind: kind.value.clone(),
                to,
                properties: values(&relation.properties),
                evidence,
            });
        }
    }

    /// The number of the entity with an id.
    fn entity(&mut self, id: &Required) -> Option<usize> {
        let id = id.as_ref()?;
        let found = self.entity_ids.get(&id.value).copied();
        if found.is_none() {
            self.report(unknown("entity", id, self.entity_ids.keys()));
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
        let number = self.source(&table.source);
        let quote = table.quote.as_ref()?;
        if quote.value.trim().is_empty() {
            self.report(Problem::error("the quote is empty", quote.span));
            return None;
        }
        let read = &self.documents[number?];
        let document = read.document.as_ref()?;
        match document.find(
            &quote.value,
            table.prefix.as_deref(),
            table.suffix.as_deref(),
        ) {
            Found::At(range) => {
                let evidence = Evidence {
                    source: shared(&table.source),
                    quote: quote.value.as_str().into(),
                    start: document.characters(range.start),
                    end: document.characters(range.end),
                    note: table.note.as_deref().map(Arc::from),
                };
                self.documents[number?].cited.push(range);
                Some(evidence)
            }
            missed => {
                self.report(missed_quote(missed, quote, &shared(&table.source)));
                None
            }
        }
    }

    /// The number of the source with an id.
    fn source(&mut self, id: &Required) -> Option<usize> {
        let id = id.as_ref()?;
        let found = self.source_ids.get(&id.value).copied();
        if found.is_none() {
            self.report(unknown("source", id, self.source_ids.keys()));
        }
        found
    }

    /// Names and aliases that a walk could not tell apart.
    fn near_duplicates(&mut self, tables: &[EntityTable]) {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for entity in tables {
            let Some(id) = &entity.id else { continue };
            for name in entity.name.iter().chain(&entity.aliases) {
                let owner = *owners.entry(fold(&name.value)).or_insert(&id.value);
                if owner != id.value {
                    let message = format!("`{}` also names the entity `{owner}`", name.value);
                    let hint = Some("a walk by this name would have to ask which".into());
                    self.report(Problem::warning(message, name.span).with_hint(hint));
                }
            }
        }
    }

    /// Entities that stand in no relation; where there are errors, the relation may be there and only be wrong.
    fn unmentioned(&mut self, file: &File) {
        if self.has_errors() {
            return;
        }
        let relations = file.relations.iter();
        let ends = relations.flat_map(|relation| [&relation.from, &relation.to]);
        let mentioned: HashSet<&str> = ends.flatten().map(|id| id.value.as_str()).collect();
        for id in file.entities.iter().filter_map(|entity| entity.id.as_ref()) {
            if !mentioned.contains(id.value.as_str()) {
                let message = format!("entity `{}` stands in no relation", id.value);
                self.report(Problem::warning(message, id.span));
            }
        }
    }

    fn finish(self, text: String, file: &File) -> Report {
        let sound = !self.has_errors();
        let uncited: Vec<Finding> = self
            .documents
            .iter()
            .enumerate()
            .flat_map(uncited)
            .collect();
        let documents = || {
            self.documents
                .iter()
                .filter_map(|read| read.document.as_ref())
        };
        let figures = Figures {
            sources: file.sources.len(),
            entities: file.entities.len(),
            relations: file.relations.len(),
            relations_with_evidence: self.relations_with_evidence,
            sentences: documents().map(|document| document.sentences().len()).sum(),
            sentences_uncited: sound.then_some(uncited.len()),
        };
        let problems = self.problems.into_iter();
        let mut findings: Vec<Finding> = problems.map(|problem| problem.in_file(0)).collect();
        findings.extend(uncited.into_iter().filter(|_| sound));
        findings.sort_by_key(|finding| (finding.severity, finding.file, finding.span));
        let documents = self.documents.into_iter().map(|read| {
            let text = read
                .document
                .map_or_else(String::new, |document| document.text().to_string());
            (read.name, text)
        });
        Report {
            files: std::iter::once((self.name.to_string(), text))
                .chain(documents)
                .collect(),
            findings,
            figures,
            knowledge: sound.then_some(self.knowledge),
        }
    }
}

/// The sentences of the document of that number that no quotation touches.
fn uncited((number, read): (usize, &Read)) -> Vec<Finding> {
    let sentences = read.document.iter().flat_map(Document::sentences);
    let untouched = sentences.filter(|sentence| !touched(sentence, &read.cited));
    let notes = untouched.map(|sentence| {
        let span = Span::new(sentence.start, sentence.end);
        Problem::new(Severity::Note, "no fact cites this sentence", span).in_file(number + 1)
    });
    notes.collect()
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

fn unknown<'k>(
    what: &str,
    id: &Spanned<String>,
    known: impl Iterator<Item = &'k String>,
) -> Problem {
    let hint = did_you_mean(&closest(&id.value, known.map(String::as_str)));
    let message = format!("no {what} has the id `{}`", id.value);
    Problem::error(message, id.span).with_hint(hint)
}

fn missed_quote(missed: Found, quote: &Spanned<String>, source: &str) -> Problem {
    let (message, hint) = match missed {
        Found::Ambiguous(times) => (
            format!("the quote stands {times} times in source `{source}`"),
            Some("quote more of it, or tell which by `prefix` or `suffix`".into()),
        ),
        Found::Nowhere { nearest } => (
            format!("the quote does not stand in source `{source}`"),
            nearest.map(|sentence| format!("the nearest passage is “{sentence}”")),
        ),
        Found::Elsewhere => (
            format!(
                "the quote stands in source `{source}`, but not between that prefix and suffix"
            ),
            Some("write in `prefix` and `suffix` what stands directly before and behind it".into()),
        ),
        Found::At(_) => unreachable!("a quote that is found is not missed"),
    };
    Problem::error(message, quote.span).with_hint(hint)
}

/// Why a document cannot be read, without the system's number.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}

/// A text that must be there; where it is not, nothing is loaded.
fn shared(text: &Required) -> Arc<str> {
    text.as_ref().map_or("", |text| &text.value).into()
}

fn values(properties: &Properties) -> Vec<(String, Value)> {
    properties
        .iter()
        .map(|(key, value)| (key.clone(), value.value.clone()))
        .collect()
}

/// The properties as text, to tell relations that differ only in them.
fn property_text(relation: &RelationTable) -> String {
    format!("{:?}", values(&relation.properties))
}
