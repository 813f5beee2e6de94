//! What a knowledge file holds, in numbers.

use std::fmt;

/// What a knowledge file holds, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Documents.
    pub sources: usize,
    /// Entities.
    pub entities: usize,
    /// Relations.
    pub relations: usize,
    /// Relations with at least one quotation that stands in its document.
    pub relations_with_evidence: usize,
    /// Sentences in all documents.
    pub sentences: usize,
    /// Sentences no quotation touches; `None` where an error may be what keeps one from touching it.
    pub sentences_uncited: Option<usize>,
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
        write!(f, "sentences   {:>6}", self.sentences)?;
        match self.sentences_uncited {
            Some(uncited) => write!(f, "   cited by no fact {uncited}"),
            None => Ok(()),
        }
    }
}

/// The share that is less than the whole is never called 100 %.
fn percent(part: usize, whole: usize) -> String {
    (part * 100)
        .checked_div(whole)
        .map_or("–".into(), |percent| format!("{percent} %"))
}
