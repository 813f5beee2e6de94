//! Functions of other dialects and what is written for them here.

/// A name in lower case without underscores, and what to write.
const ELSEWHERE: &[(&str, &str)] = &[
    ("arrayagg", COLLECT),
    ("arraycontains", "write item IN list"),
    ("arrayextract", SUBSCRIPT),
    ("arraylength", "did you mean `size`?"),
    ("concat", "write a + b, or a || b"),
    ("contains", "write text CONTAINS part, or item IN list"),
    ("curdate", "did you mean `date`?"),
    ("dateadd", ADD_DURATION),
    ("datediff", "write duration.inDays(from, to)"),
    ("datepart", "write the part behind a dot, as in d.year"),
    ("datetrunc", "write date.truncate('month', d)"),
    ("day", "write the part behind a dot, as in d.day"),
    ("double", "did you mean `toFloat`?"),
    ("elementat", "write map[key]"),
    ("filter", "write [x IN list WHERE …]"),
    ("first", "did you mean `head`?"),
    ("generateseries", "did you mean `range`?"),
    ("genrandomuuid", "did you mean `randomUUID`?"),
    ("getdate", "did you mean `datetime`?"),
    ("groupconcat", COLLECT),
    ("if", CASE),
    ("ifnull", "did you mean `coalesce`?"),
    ("iif", CASE),
    ("indegree", "write COUNT { (n)<--() }"),
    ("int", "did you mean `toInteger`?"),
    ("interval", "write duration({days: 1}), or duration('P1D')"),
    ("isacyclic", "write ACYCLIC before the path"),
    (
        "istrail",
        "write TRAIL before the path; it is how paths are unless something else is written",
    ),
    ("label", LABELS),
    ("len", "did you mean `size`?"),
    ("listagg", COLLECT),
    ("listappend", "write list + item"),
    ("listconcat", "write list + other"),
    ("listcontains", "write item IN list"),
    ("listelement", SUBSCRIPT),
    ("listextract", SUBSCRIPT),
    ("listfilter", "write [x IN list WHERE …]"),
    ("listhas", "write item IN list"),
    ("listlen", "did you mean `size`?"),
    ("listtransform", COMPREHENSION),
    ("map", COMPREHENSION),
    ("mapextract", "write map[key]"),
    ("mapkeys", "did you mean `keys`?"),
    ("month", "write the part behind a dot, as in d.month"),
    ("now", "write datetime(), or localdatetime() without a zone"),
    ("nvl", "did you mean `coalesce`?"),
    ("outdegree", "write COUNT { (n)-->() }"),
    ("pow", "did you mean `power`?"),
    ("regexpfullmatch", MATCHES),
    ("regexplike", MATCHES),
    ("regexpmatches", MATCHES),
    ("rels", "did you mean `relationships`?"),
    ("str", "did you mean `toString`?"),
    ("string", "did you mean `toString`?"),
    ("stringagg", COLLECT),
    ("strlen", "did you mean `size`?"),
    ("sysdate", "did you mean `datetime`?"),
    ("today", "write date()"),
    ("toint", "did you mean `toInteger`?"),
    ("transform", COMPREHENSION),
    ("typeof", "did you mean `valueType`?"),
    ("unnest", "write UNWIND list AS x"),
    ("uuid", "did you mean `randomUUID`?"),
    ("year", "write the part behind a dot, as in d.year"),
];

const ADD_DURATION: &str = "write d + duration({days: 1})";
const CASE: &str = "write CASE WHEN … THEN … ELSE … END";
const COLLECT: &str = "did you mean `collect`?";
const COMPREHENSION: &str = "write a list comprehension: [x IN list | …]";
const LABELS: &str = "write labels(n) for those of a node, type(r) for the type of a relationship";
const MATCHES: &str = "write text =~ 'pattern'";
const SUBSCRIPT: &str = "write list[0] for the first item";

/// What is written for a function of another dialect.
pub(super) fn elsewhere(name: &str) -> Option<&'static str> {
    let name = name.replace('_', "").to_ascii_lowercase();
    let (_, hint) = ELSEWHERE.iter().find(|(known, _)| *known == name)?;
    Some(hint)
}
