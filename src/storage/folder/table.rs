//! A file as whole columns. Blocks are read side by side; what they give is put together in the order of the file.

use indexmap::IndexSet;
use rayon::prelude::*;

use super::block::{Block, Blocks};
use super::error::{Fault, FolderError};
use super::header::{Header, Role};
use super::kind::File;
use super::record::{self, Field};
use super::space::{Keys, Spaces};
use super::value::{Guess, Type, declared};
use crate::graph::Column;
use crate::value::NodeId;

/// What a column's fields are read as.
#[derive(Clone, Debug)]
pub(super) enum Use<'s> {
    Ignored,
    /// Values of a type, or of the one they look like.
    Values(Option<Type>),
    /// Ids and, perhaps, values.
    Ids(Option<Option<Type>>),
    /// Names of labels or of types.
    Names,
    /// Ids that mean nodes.
    Ends(Spaces<'s>),
}

/// The columns of a file, or of some records of it.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: usize,
    pub(super) parts: Vec<Part>,
}

/// One column.
#[derive(Debug)]
pub(super) enum Part {
    Ignored,
    Values(Draft),
    Ids(Keys, Option<Draft>),
    Names(Names),
    Ends(Vec<NodeId>),
}

/// Values and what they look like; no guess where their type is given.
#[derive(Debug, Default)]
pub(super) struct Draft {
    guess: Guess,
    pub(super) column: Column,
}

/// A name a row, each different one once.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) names: IndexSet<String>,
    /// By row the place of its name.
    pub(super) rows: Vec<u32>,
}

impl Names {
    fn read(fields: &[Field], text: &str) -> Self {
        let mut names = Names::default();
        for field in fields {
            let name = field.text(text);
            names.push(name.trim());
        }
        names
    }

    fn push(&mut self, name: &str) {
        let at = match self.names.get_index_of(name) {
            Some(at) => at,
            None => self.names.insert_full(name.to_owned()).0,
        };
        self.rows.push(at as u32);
    }

    fn append(&mut self, others: Names) {
        let moved: Vec<u32> = others
            .names
            .into_iter()
            .map(|name| self.names.insert_full(name).0 as u32)
            .collect();
        let rows = others.rows.into_iter();
        self.rows.extend(rows.map(|at| moved[at as usize]));
    }

    /// The rows of each name.
    pub(super) fn groups(&self) -> Vec<(&str, Vec<u32>)> {
        let mut groups: Vec<(&str, Vec<u32>)> = self
            .names
            .iter()
            .map(|name| (name.as_str(), Vec::new()))
            .collect();
        for (row, &at) in self.rows.iter().enumerate() {
            groups[at as usize].1.push(row as u32);
        }
        groups
    }
}

impl Draft {
    fn read(
        kind: Option<&Type>,
        least: Guess,
        fields: &[Field],
        text: &str,
    ) -> Result<Self, Fault> {
        let Some(kind) = kind else {
            let guess = least.of_all(fields, text.as_bytes());
            let column = guess.column(fields, text);
            return Ok(Draft { guess, column });
        };
        let column = declared(kind, fields, text)?;
        Ok(Draft {
            guess: Guess::Nothing,
            column,
        })
    }

    /// Adds values behind the first `rows`; `false` where what is there was read as another type than all look like
    /// together.
    fn append(&mut self, rows: usize, others: Draft) -> bool {
        let all = self.guess.or(others.guess);
        let fits = |guess: Guess| guess == Guess::Nothing || guess.is_kept_like(all);
        let fit = fits(self.guess) && fits(others.guess);
        self.guess = all;
        if fit {
            self.column.append(rows, others.column);
        }
        fit
    }
}

impl Part {
    fn empty(used: &Use<'_>) -> Self {
        match used {
            Use::Ignored => Part::Ignored,
            Use::Values(_) => Part::Values(Draft::default()),
            Use::Ids(kept) => Part::Ids(Keys::default(), kept.as_ref().map(|_| Draft::default())),
            Use::Names => Part::Names(Names::default()),
            Use::Ends(_) => Part::Ends(Vec::new()),
        }
    }

    fn read(used: &Use<'_>, least: Guess, fields: &[Field], text: &str) -> Result<Self, Fault> {
        let draft = |kind: &Option<Type>| Draft::read(kind.as_ref(), least, fields, text);
        Ok(match used {
            Use::Ignored => Part::Ignored,
            Use::Values(kind) => Part::Values(draft(kind)?),
            Use::Ids(kept) => {
                let keys = Keys::read(fields, text)?;
                Part::Ids(keys, kept.as_ref().map(draft).transpose()?)
            }
            Use::Names => Part::Names(Names::read(fields, text)),
            Use::Ends(spaces) => Part::Ends(spaces.nodes(fields, text)?),
        })
    }

    fn append(&mut self, rows: usize, others: Part) -> bool {
        match (self, others) {
            (Part::Values(draft), Part::Values(others)) => return draft.append(rows, others),
            (Part::Ids(keys, draft), Part::Ids(more, others)) => {
                keys.append(more);
                if let (Some(draft), Some(others)) = (draft, others) {
                    return draft.append(rows, others);
                }
            }
            (Part::Names(names), Part::Names(others)) => names.append(others),
            (Part::Ends(nodes), Part::Ends(others)) => nodes.extend(others),
            _ => {}
        }
        true
    }

    fn guess(&self) -> Guess {
        match self {
            Part::Values(draft) | Part::Ids(_, Some(draft)) => draft.guess,
            _ => Guess::Nothing,
        }
    }
}

/// So many blocks are read before they are put together, for each core.
const BLOCKS_PER_CORE: usize = 2;

/// Reads a file, each of its columns for a use.
///
/// Types are guessed on the way. Where a guess turns out to be wrong the rest of the file is read to see what all values
/// look like, and then all of it again.
pub(super) fn read(file: &File, uses: &[Use<'_>]) -> Result<Table, FolderError> {
    let reader = Reader { file, uses };
    let mut guesses = vec![Guess::Nothing; uses.len()];
    loop {
        let (table, right) = reader.read(&mut guesses)?;
        if right {
            return Ok(table);
        }
    }
}

struct Reader<'f> {
    file: &'f File,
    uses: &'f [Use<'f>],
}

impl Reader<'_> {
    /// Reads all blocks; whether every column has one type throughout. The guesses are then what all values look like.
    fn read(&self, guesses: &mut [Guess]) -> Result<(Table, bool), FolderError> {
        let mut table = Table {
            rows: 0,
            parts: self.uses.iter().map(Part::empty).collect(),
        };
        let mut right = true;
        let mut blocks = self.open()?;
        loop {
            let batch = self.batch(&mut blocks)?;
            if batch.is_empty() {
                break;
            }
            let read = batch.par_iter().map(|block| self.block(block, guesses));
            let read: Vec<Result<Table, Fault>> = read.collect();
            for part in read {
                let part = part.map_err(|fault| fault.in_file(&self.file.path))?;
                right &= table.append(part, right);
            }
            for (guess, part) in guesses.iter_mut().zip(&table.parts) {
                *guess = guess.or(part.guess());
            }
        }
        Ok((table, right))
    }

    fn open(&self) -> Result<Blocks, FolderError> {
        let opened = Blocks::open(&self.file.path).map_err(|error| self.unreadable(&error))?;
        Ok(opened.2.separated_by(self.file.header.delimiter))
    }

    fn batch(&self, blocks: &mut Blocks) -> Result<Vec<Block>, FolderError> {
        let most = BLOCKS_PER_CORE * rayon::current_num_threads();
        let mut batch = Vec::new();
        while batch.len() < most {
            match blocks.next().map_err(|error| self.unreadable(&error))? {
                Some(block) => batch.push(block),
                None => break,
            }
        }
        Ok(batch)
    }

    fn block(&self, block: &Block, guesses: &[Guess]) -> Result<Table, Fault> {
        self.fields(block, guesses)
            .map_err(|fault| fault.shifted(block.offset))
    }

    fn fields(&self, block: &Block, guesses: &[Guess]) -> Result<Table, Fault> {
        let text = record::text(&block.bytes)?;
        let columns = record::columns(&block.bytes, self.uses.len(), self.file.header.delimiter)?;
        let parts = self.uses.iter().zip(guesses).zip(&columns);
        Ok(Table {
            rows: columns.first().map_or(0, Vec::len),
            parts: parts
                .map(|((used, least), fields)| Part::read(used, *least, fields, text))
                .collect::<Result<Vec<Part>, Fault>>()?,
        })
    }

    fn unreadable(&self, error: &std::io::Error) -> FolderError {
        FolderError::unreadable(&self.file.path, error)
    }
}

impl Table {
    /// Adds rows; whether every column has one type throughout. Where it is known that one has not, only the guesses
    /// are added.
    fn append(&mut self, others: Table, right: bool) -> bool {
        let mut fit = true;
        for (part, others) in self.parts.iter_mut().zip(others.parts) {
            if right {
                fit &= part.append(self.rows, others);
            } else if let Part::Values(draft) | Part::Ids(_, Some(draft)) = part {
                draft.guess = draft.guess.or(others.guess());
            }
        }
        self.rows += others.rows;
        fit
    }
}

/// A mistake in a field of a row: the file is read again up to there.
pub(super) fn fault_at(file: &File, row: usize, column: usize, message: &str) -> FolderError {
    let fault = find(file, row, column, message);
    match fault {
        Ok(fault) => fault.in_file(&file.path),
        Err(error) => error,
    }
}

fn find(file: &File, row: usize, column: usize, message: &str) -> Result<Fault, FolderError> {
    let reader = Reader { file, uses: &[] };
    let mut blocks = reader.open()?;
    let mut before = 0;
    let width = file.header.roles.len();
    while let Some(block) = blocks.next().map_err(|error| reader.unreadable(&error))? {
        let columns = record::columns(&block.bytes, width, file.header.delimiter)
            .map_err(|fault| fault.shifted(block.offset).in_file(&file.path))?;
        if let Some(field) = columns[column].get(row - before) {
            return Ok(field.fault(message).shifted(block.offset));
        }
        before += columns[column].len();
    }
    Ok(file.fault(message))
}

/// What the columns of a header are used for, but for the ends of relationships.
pub(super) fn uses(header: &Header, ids: Option<usize>) -> Vec<Use<'static>> {
    let used = |(at, role): (usize, &Role)| match role {
        Role::Ignored | Role::Start(_) | Role::End(_) => Use::Ignored,
        Role::Property(_, kind) if ids == Some(at) => Use::Ids(Some(kind.clone())),
        Role::Property(_, kind) => Use::Values(kind.clone()),
        Role::Id { key, kind, .. } => Use::Ids(key.as_ref().map(|_| kind.clone())),
        Role::Labels | Role::Kind => Use::Names,
    };
    header.roles.iter().enumerate().map(used).collect()
}
