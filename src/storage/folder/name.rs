//! What a file's name says: `Post+Message` labels, `Person_KNOWS_Person` a type between two labels.

use std::collections::BTreeSet;

/// The labels a name lists.
pub(super) fn labels(stem: &str) -> impl Iterator<Item = &str> {
    stem.split('+')
        .map(str::trim)
        .filter(|label| !label.is_empty())
}

/// A relationship type between two labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link<'s> {
    pub(super) start: &'s str,
    pub(super) kind: &'s str,
    pub(super) end: &'s str,
}

impl<'s> Link<'s> {
    /// The type in a name that begins and ends with one of the labels; of several the longest count.
    pub(super) fn of(stem: &'s str, labels: &BTreeSet<&str>) -> Option<Self> {
        let starts = places(stem).filter(|&at| labels.contains(&stem[..at]));
        let ends = places(stem).filter(|&at| labels.contains(&stem[at + 1..]));
        let (start, end) = (starts.max()?, ends.min()?);
        let kind = stem.get(start + 1..end)?;
        (!kind.is_empty()).then_some(Link {
            start: &stem[..start],
            kind,
            end: &stem[end + 1..],
        })
    }
}

fn places(stem: &str) -> impl Iterator<Item = usize> + '_ {
    stem.match_indices('_').map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_type_between_known_labels() {
        let labels = BTreeSet::from(["Person", "Tag", "Tag_Class", "Class"]);
        let link = |stem| Link::of(stem, &labels).map(|link| (link.start, link.kind, link.end));
        for (stem, expected) in [
            ("Person_KNOWS_Person", Some(("Person", "KNOWS", "Person"))),
            (
                "Tag_HAS_TYPE_Tag_Class",
                Some(("Tag", "HAS_TYPE", "Tag_Class")),
            ),
            (
                "Tag_Class_PART_OF_Tag",
                Some(("Tag_Class", "PART_OF", "Tag")),
            ),
            ("Person", None),
            ("Person_Person", None),
            ("Person__Person", None),
            ("Person_KNOWS_Dog", None),
            ("_", None),
            ("", None),
        ] {
            assert_eq!(link(stem), expected, "{stem}");
        }
    }
}
