//! What a file's header says: the role of each column.

use super::error::Fault;
use super::record::{self, Field};
use super::value::{TYPES, Type};
use crate::diagnostic::{closest, did_you_mean};

/// What the fields of a column are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    /// Nobody's business.
    Ignored,
    /// Values of a property; `None`: of the type they look like.
    Property(String, Option<Type>),
    /// Ids of the nodes, in an id space, and kept as a property where there is a key.
    Id {
        space: Option<String>,
        key: Option<String>,
        kind: Option<Type>,
    },
    /// Labels joined by `;`.
    Labels,
    /// Relationship types.
    Kind,
    /// Ids of the nodes where relationships begin, in an id space.
    Start(String),
    /// Ids of the nodes where they end.
    End(String),
}

/// The columns of a file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) roles: Vec<Role>,
    /// Where in the file each column's name is: offset and length.
    pub(super) places: Vec<(u64, usize)>,
    pub(super) delimiter: u8,
}

/// What stands behind a column's colon beside a type.
const ROLES: [&str; 6] = ["ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE"];

/// The delimiters tried where a header has no comma.
const DELIMITERS: [u8; 3] = *b"\t;|";

impl Header {
    /// Reads the first line of a file, which begins at an offset.
    pub(super) fn parse(line: &[u8], offset: u64) -> Result<Self, Fault> {
        Self::parse_line(line, offset).map_err(|fault| fault.shifted(offset))
    }

    fn parse_line(line: &[u8], offset: u64) -> Result<Self, Fault> {
        let text = record::text(line)?;
        if text.trim().is_empty() {
            return Err(Fault::new(0, 0, "the first line is empty")
                .with_hint("it names the columns".to_owned()));
        }
        let delimiter = delimiter(line);
        let fields = record::line(line, delimiter)?;
        let names: Vec<String> = fields
            .iter()
            .map(|field| field.text(text).trim().to_owned())
            .collect();
        let is_typed = names.iter().any(|name| is_typed(name));
        let named = fields.iter().zip(&names);
        let roles = named
            .map(|(field, name)| role(*field, name, is_typed))
            .collect::<Result<Vec<Role>, Fault>>()?;
        check_distinct(&fields, &roles)?;
        let place = |field: &Field| {
            let fault = field.fault("");
            (offset + fault.at, fault.length)
        };
        Ok(Self {
            roles,
            places: fields.iter().map(place).collect(),
            delimiter,
        })
    }

    /// The place of the first column that fits.
    pub(super) fn find(&self, fits: impl Fn(&Role) -> bool) -> Option<usize> {
        self.roles.iter().position(fits)
    }

    /// The place of the property of a key.
    pub(super) fn property(&self, name: &str) -> Option<usize> {
        self.find(|role| matches!(role, Role::Property(key, _) if key == name))
    }

    /// A mistake in the name of a column.
    pub(super) fn fault(&self, column: usize, message: impl Into<String>) -> Fault {
        let (at, length) = self.places[column];
        Fault::new(0, length, message).shifted(at)
    }
}

fn delimiter(line: &[u8]) -> u8 {
    if line.contains(&b',') {
        return b',';
    }
    let first = DELIMITERS.into_iter().find(|byte| line.contains(byte));
    first.unwrap_or(b',')
}

/// A column's name and what stands behind its last colon, without options in braces.
fn parts(name: &str) -> Option<(&str, &str)> {
    let bare = name.split('{').next().unwrap_or(name);
    let colon = bare.rfind(':')?;
    Some((&name[..colon], name[colon + 1..].trim()))
}

/// A role and the id space in parentheses behind it.
fn role_and_space(word: &str) -> (&str, Option<&str>) {
    let space = word
        .split_once('(')
        .and_then(|(word, space)| Some((word, space.strip_suffix(')')?)));
    space.map_or((word, None), |(word, space)| (word.trim(), Some(space)))
}

fn is_typed(name: &str) -> bool {
    let Some((_, word)) = parts(name) else {
        return false;
    };
    let bare = word.split(['(', '{', '[']).next().unwrap_or(word);
    ROLES.contains(&bare)
        || TYPES
            .iter()
            .any(|(name, _)| bare.eq_ignore_ascii_case(name))
}

fn role(field: Field, name: &str, is_typed: bool) -> Result<Role, Fault> {
    if name.is_empty() {
        let hint = "give it one; a column named `:IGNORE` is passed over";
        return Err(field
            .fault("this column has no name")
            .with_hint(hint.to_owned()));
    }
    let (Some((key, word)), true) = (parts(name), is_typed) else {
        return Ok(Role::Property(name.to_owned(), None));
    };
    let (word, options) = word.split_once('{').unwrap_or((word, ""));
    let (word, space) = role_and_space(word.trim());
    // `:ID{id-type: long}(Person)` has its space behind the options.
    let space = space
        .or_else(|| role_and_space(options).1)
        .map(str::to_owned);
    let key = (!key.is_empty()).then(|| key.to_owned());
    Ok(match (word, key) {
        ("ID", key) => Role::Id {
            space: Some(space.unwrap_or_default()),
            key,
            kind: id_type(field, options)?,
        },
        ("LABEL", _) => Role::Labels,
        ("TYPE", _) => Role::Kind,
        ("IGNORE", _) => Role::Ignored,
        ("START_ID", _) => Role::Start(space.unwrap_or_default()),
        ("END_ID", _) => Role::End(space.unwrap_or_default()),
        (_, None) => return Err(unknown(field, word)),
        (_, Some(_)) if !options.is_empty() => {
            return Err(field.fault("options in braces are read for `:ID` only"));
        }
        (word, Some(key)) => {
            let kind = Type::of(word).ok_or_else(|| unknown(field, word))?;
            Role::Property(key, Some(kind))
        }
    })
}

/// The type in `id-type: long`; other options are about other things.
fn id_type(field: Field, options: &str) -> Result<Option<Type>, Fault> {
    let options = options.split('}').next().unwrap_or_default();
    let mut pairs = options.split(',').filter_map(|pair| pair.split_once(':'));
    let wanted = pairs.find(|(name, _)| name.trim() == "id-type");
    wanted
        .map(|(_, word)| Type::of(word.trim()).ok_or_else(|| unknown(field, word.trim())))
        .transpose()
}

fn unknown(field: Field, word: &str) -> Fault {
    let types = TYPES.iter().map(|(name, _)| *name);
    let near = closest(word, types.chain(ROLES));
    let hint = did_you_mean(&near).or_else(|| {
        let unsupported = ["point", "vector"].contains(&word.to_ascii_lowercase().as_str());
        unsupported.then(|| "load the numbers as columns of their own".to_owned())
    });
    field
        .fault(format!("`{word}` is not the type of a column"))
        .with_hint(hint)
}

/// No role but `Ignored` may be there twice, and no property.
fn check_distinct(fields: &[Field], roles: &[Role]) -> Result<(), Fault> {
    let mut seen = std::collections::HashSet::new();
    for (field, role) in fields.iter().zip(roles) {
        let (name, of) = match role {
            Role::Ignored => continue,
            Role::Property(key, _) => (key.as_str(), "property"),
            Role::Id { .. } => (":ID", "role"),
            Role::Labels => (":LABEL", "role"),
            Role::Kind => (":TYPE", "role"),
            Role::Start(_) => (":START_ID", "role"),
            Role::End(_) => (":END_ID", "role"),
        };
        if !seen.insert((of, name)) {
            return Err(field.fault(format!("there are two columns `{name}`")));
        }
        if let Role::Id { key: Some(key), .. } = role
            && !seen.insert(("property", key))
        {
            return Err(field.fault(format!("there are two columns `{key}`")));
        }
    }
    Ok(())
}
