//! Error sentences, word by word.

use rihla::diagnostic::Source;
use rihla::syntax::parse;

/// An error as it is shown.
pub fn message(text: &str) -> String {
    let Err(error) = parse(text) else {
        return "no error".to_owned();
    };
    let hint = error
        .hint
        .as_ref()
        .map_or(String::new(), |hint| format!("\nhint: {hint}"));
    format!(
        "{}: {error}\n{}{hint}",
        error.detail,
        Source::new(text).draw_with(error.span, error.related)
    )
}

#[test]
fn words_and_operators_of_other_languages() {
    insta::assert_snapshot!(message(r#"RETURN n.x == 1"#), @r"
        UnexpectedSyntax: `==` is not an operator
         --> 1:12
          |
        1 | RETURN n.x == 1
          |            ^^
        hint: write `=`
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x != 1 RETURN n"#), @r"
        UnexpectedSyntax: `!=` is not an operator
         --> 1:21
          |
        1 | MATCH (n) WHERE n.x != 1 RETURN n
          |                     ^^
        hint: write `<>`
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x && n.y RETURN n"#), @r"
        UnexpectedSyntax: `&&` is not an operator
         --> 1:21
          |
        1 | MATCH (n) WHERE n.x && n.y RETURN n
          |                     ^^
        hint: write `AND`
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE !n.x RETURN n"#), @r"
        UnexpectedSyntax: `!` is not an operator
         --> 1:17
          |
        1 | MATCH (n) WHERE !n.x RETURN n
          |                 ^
        hint: write `NOT`
        ");
    insta::assert_snapshot!(message(r#"MATHC (n) RETURN n"#), @r"
        UnexpectedSyntax: `MATHC` does not fit here
         --> 1:1
          |
        1 | MATHC (n) RETURN n
          | ^^^^^
        hint: did you mean MATCH?
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) RETRUN n"#), @r"
        UnexpectedSyntax: `RETRUN` does not fit here
         --> 1:11
          |
        1 | MATCH (n) RETRUN n
          |           ^^^^^^
        hint: did you mean RETURN?
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n ODER BY n.x"#), @r"
        UnexpectedSyntax: `ODER` does not fit here
         --> 1:20
          |
        1 | MATCH (n) RETURN n ODER BY n.x
          |                    ^^^^
        hint: did you mean ORDER?
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x = 1 ADN n.y = 2 RETURN n"#), @r"
        UnexpectedSyntax: `ADN` does not fit here
         --> 1:25
          |
        1 | MATCH (n) WHERE n.x = 1 ADN n.y = 2 RETURN n
          |                         ^^^
        hint: did you mean AND?
        ");
    insta::assert_snapshot!(message(r#"SELECT * FROM people"#), @r"
        UnexpectedSyntax: SELECT is not a word of openCypher
         --> 1:1
          |
        1 | SELECT * FROM people
          | ^^^^^^
        hint: write MATCH (n) RETURN n
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n GROUP BY n.x"#), @r"
        UnexpectedSyntax: GROUP is not a word of openCypher
         --> 1:20
          |
        1 | MATCH (n) RETURN n GROUP BY n.x
          |                    ^^^^^
        hint: grouping is implicit: RETURN n.key, count(*)
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.name LIKE 'a%' RETURN n"#), @r"
        UnexpectedSyntax: LIKE is not a word of openCypher
         --> 1:24
          |
        1 | MATCH (n) WHERE n.name LIKE 'a%' RETURN n
          |                        ^^^^
        hint: write CONTAINS, STARTS WITH, ENDS WITH or =~
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x NOT IN [1] RETURN n"#), @r"
        UnexpectedSyntax: NOT stands before the whole comparison
         --> 1:21
          |
        1 | MATCH (n) WHERE n.x NOT IN [1] RETURN n
          |                     ^^^
        hint: write NOT x IN list
        ");
}

#[test]
fn arrows_and_patterns() {
    insta::assert_snapshot!(message(r#"MATCH (a)->(b) RETURN a"#), @r"
        UnexpectedSyntax: an arrow between two nodes has two dashes
         --> 1:10
          |
        1 | MATCH (a)->(b) RETURN a
          |          ^^
        hint: write `-->`
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)<-(b) RETURN a"#), @r"
        UnexpectedSyntax: an arrow between two nodes has two dashes
         --> 1:10
          |
        1 | MATCH (a)<-(b) RETURN a
          |          ^^
        hint: write `<--`
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-(b) RETURN a"#), @r"
        UnexpectedSyntax: an arrow between two nodes has two dashes
         --> 1:10
          |
        1 | MATCH (a)-(b) RETURN a
          |          ^
        hint: write `--` or `-->`
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-knows->(b) RETURN a"#), @r"
        UnexpectedSyntax: a relationship stands in square brackets
         --> 1:11
          |
        1 | MATCH (a)-knows->(b) RETURN a
          |           ^^^^^
        hint: write `-[:knows]->`
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-[r]>(b) RETURN a"#), @r"
        UnexpectedSyntax: the arrow lacks a dash
         --> 1:14
          |
        1 | MATCH (a)-[r]>(b) RETURN a
          |              ^
        hint: write `]->`, or `]-` where the direction does not matter
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-[r](b) RETURN a"#), @r"
        UnexpectedSyntax: the arrow ends too early
         --> 1:13
          |
        1 | MATCH (a)-[r](b) RETURN a
          |             ^
        hint: write `]->`, or `]-` where the direction does not matter
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)(b) RETURN a"#), @r"
        UnexpectedSyntax: a relationship is missing between two nodes
         --> 1:10
          |
        1 | MATCH (a)(b) RETURN a
          |          ^^^
        hint: write `-[:TYPE]->` between two nodes of a path, or a comma between two paths
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:R..]->(b) RETURN a"#), @r"
        InvalidRelationshipPattern: a length begins with `*`
         --> 1:14
          |
        1 | MATCH (a)-[:R..]->(b) RETURN a
          |              ^^
        hint: write `*1..3` for one to three steps
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:R*-2]->(b) RETURN a"#), @r"
        InvalidRelationshipPattern: a length cannot be negative
         --> 1:14
          |
        1 | MATCH (a)-[:R*-2]->(b) RETURN a
          |              ^^^
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:R*1..2]->+(b) RETURN a"#), @r"
        InvalidRelationshipPattern: a relationship is repeated by `*` in its brackets or by a quantifier behind it, not both
         --> 1:22
          |
        1 | MATCH (a)-[:R*1..2]->+(b) RETURN a
          |                      ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n $p) RETURN n"#), @r"
        InvalidParameterUse: a parameter cannot stand for all properties of a pattern that is matched
         --> 1:10
          |
        1 | MATCH (n $p) RETURN n
          |          ^^
        hint: name the keys, as in `{name: $name}`
        ");
}

#[test]
fn brackets_and_quotes() {
    insta::assert_snapshot!(message(r#"MATCH (n RETURN n"#), @r"
    UnexpectedSyntax: `(` is never closed
     --> 1:7
      |
    1 | MATCH (n RETURN n
      |       ^
    hint: write `)` where it ends
    ");
    insta::assert_snapshot!(message(r#"MATCH (q)-[r]-(x RETURN x"#), @r"
    UnexpectedSyntax: `(` is never closed
     --> 1:15
      |
    1 | MATCH (q)-[r]-(x RETURN x
      |               ^
    hint: write `)` where it ends
    ");
    insta::assert_snapshot!(message(r#"MATCH (n {name: 'x') RETURN n"#), @r"
        UnexpectedSyntax: `)` stands where the `}` of a `{` is expected
         --> 1:20
          |
        1 | MATCH (n {name: 'x') RETURN n
          |          -         ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n] RETURN n"#), @r"
        UnexpectedSyntax: `]` stands where the `)` of a `(` is expected
         --> 1:9
          |
        1 | MATCH (n] RETURN n
          |       - ^
        ");
    insta::assert_snapshot!(message("MATCH (n\n  {name: 'x'}\n  ] RETURN n"), @r"
        UnexpectedSyntax: `]` stands where the `)` of a `(` is expected
         --> 3:3
          |
        1 | MATCH (n
          |       -
        3 |   ] RETURN n
          |   ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n)) RETURN n"#), @r"
        UnexpectedSyntax: `)` closes nothing
         --> 1:10
          |
        1 | MATCH (n)) RETURN n
          |          ^
        ");
    insta::assert_snapshot!(message(r#"RETURN [1, 2"#), @r"
        UnexpectedSyntax: `[` is never closed
         --> 1:8
          |
        1 | RETURN [1, 2
          |        ^
        hint: write `]` where it ends
        ");
    insta::assert_snapshot!(message(r#"RETURN 'abc"#), @r"
        UnexpectedSyntax: the quote is never closed
         --> 1:8
          |
        1 | RETURN 'abc
          |        ^
        hint: write `'` where the text ends, and `\'` for an apostrophe in it
        ");
    insta::assert_snapshot!(message(r#"MATCH (n:`Label) RETURN n"#), @r"
        UnexpectedSyntax: the back-tick is never closed
         --> 1:10
          |
        1 | MATCH (n:`Label) RETURN n
          |          ^
        hint: write `` ` `` where the name ends
        ");
    insta::assert_snapshot!(message(r#"RETURN 1 /* never"#), @r"
        UnexpectedSyntax: the comment is never closed
         --> 1:10
          |
        1 | RETURN 1 /* never
          |          ^^
        hint: write `*/` where it ends
        ");
}

#[test]
fn characters_and_literals() {
    insta::assert_snapshot!(message(r#"RETURN 42 — 41"#), @r"
        InvalidUnicodeCharacter: the character `—` means nothing outside of quotes
         --> 1:11
          |
        1 | RETURN 42 — 41
          |           ^
        hint: write `-`
        ");
    insta::assert_snapshot!(message(r#"RETURN “text”"#), @r#"
        InvalidUnicodeCharacter: the character `“` means nothing outside of quotes
         --> 1:8
          |
        1 | RETURN “text”
          |        ^
        hint: write `"`
        "#);
    insta::assert_snapshot!(message(r#"RETURN 0x1G"#), @r"
        InvalidNumberLiteral: `0x1G` is not a number
         --> 1:8
          |
        1 | RETURN 0x1G
          |        ^^^^
        ");
    insta::assert_snapshot!(message(r#"RETURN 12abc"#), @r"
        InvalidNumberLiteral: `12abc` is not a number
         --> 1:8
          |
        1 | RETURN 12abc
          |        ^^^^^
        ");
    insta::assert_snapshot!(message(r#"RETURN 9223372036854775808"#), @r"
        IntegerOverflow: the integer 9223372036854775808 does not fit into 64 bits
         --> 1:8
          |
        1 | RETURN 9223372036854775808
          |        ^^^^^^^^^^^^^^^^^^^
        ");
    insta::assert_snapshot!(message(r#"RETURN 1e999"#), @r"
        FloatingPointOverflow: the number 1e999 is too large for a float
         --> 1:8
          |
        1 | RETURN 1e999
          |        ^^^^^
        ");
    insta::assert_snapshot!(message(r#"RETURN '\uH'"#), @r"
        InvalidUnicodeLiteral: a Unicode escape is 4 hexadecimal digits that name a character
         --> 1:9
          |
        1 | RETURN '\uH'
          |         ^^
        ");
    insta::assert_snapshot!(message(r#"RETURN 'C:\path'"#), @r"
        UnexpectedSyntax: `\p` is not an escape
         --> 1:11
          |
        1 | RETURN 'C:\path'
          |           ^^
        hint: a backslash itself is written `\\`
        ");
}

#[test]
fn missing_parts_and_names() {
    insta::assert_snapshot!(message(r#"RETURN"#), @r"
        UnexpectedSyntax: expected an expression before the end of the text
         --> 1:7
          |
        1 | RETURN
          |       ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE"#), @r"
        UnexpectedSyntax: expected an expression before the end of the text
         --> 1:16
          |
        1 | MATCH (n) WHERE
          |                ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE RETURN n"#), @r"
        UnexpectedSyntax: expected an expression, found the keyword RETURN
         --> 1:17
          |
        1 | MATCH (n) WHERE RETURN n
          |                 ^^^^^^
        ");
    insta::assert_snapshot!(message(r#"MATCH (match) RETURN match"#), @r"
        UnexpectedSyntax: the keyword MATCH stands where a name is expected
         --> 1:8
          |
        1 | MATCH (match) RETURN match
          |        ^^^^^
        hint: write `` `match` `` to use it as a name
        ");
    insta::assert_snapshot!(message(r#"WITH 1 AS where RETURN 1"#), @r"
        UnexpectedSyntax: the keyword WHERE stands where a name is expected
         --> 1:11
          |
        1 | WITH 1 AS where RETURN 1
          |           ^^^^^
        hint: write `` `where` `` to use it as a name
        ");
    insta::assert_snapshot!(message(r#"RETURN 1; RETURN 2"#), @r"
        UnexpectedSyntax: a second statement begins here
         --> 1:11
          |
        1 | RETURN 1; RETURN 2
          |           ^^^^^^
        hint: run one statement at a time
        ");
}

#[test]
fn expressions_and_clauses() {
    insta::assert_snapshot!(message(r#"RETURN x IS :: INTEGR"#), @r"
        UnexpectedSyntax: `INTEGR` is not a type
         --> 1:16
          |
        1 | RETURN x IS :: INTEGR
          |                ^^^^^^
        hint: did you mean INTEGER or INT?
        ");
    insta::assert_snapshot!(message(r#"RETURN (a:A {k: 1})"#), @r"
        UnexpectedSyntax: a node alone is not a value
         --> 1:13
          |
        1 | RETURN (a:A {k: 1})
          |             ^^^^^^
        hint: a label test is written n:Label
        ");
    insta::assert_snapshot!(message(r#"RETURN reduce(x IN xs | x)"#), @r"
        UnexpectedSyntax: reduce is written otherwise
         --> 1:8
          |
        1 | RETURN reduce(x IN xs | x)
          |        ^^^^^^
        hint: write reduce(total = 0, x IN list | total + x)
        ");
    insta::assert_snapshot!(message(r#"RETURN filter(x IN xs WHERE x > 1)"#), @r"
        UnexpectedSyntax: `filter` takes expressions only
         --> 1:23
          |
        1 | RETURN filter(x IN xs WHERE x > 1)
          |                       ^^^^^^^^^^^
        hint: write `[x IN list WHERE …]`
        ");
    insta::assert_snapshot!(message(r#"RETURN [x WHERE x > 1]"#), @r"
        UnexpectedSyntax: WHERE stands in a list that is not a comprehension
         --> 1:8
          |
        1 | RETURN [x WHERE x > 1]
          |        ^^^^^^^^^^^^^^^
        hint: write `[x IN list WHERE …]` or `[(a)-->(b) WHERE … | …]`
        ");
    insta::assert_snapshot!(message(r#"RETURN [a + 1 | b]"#), @r"
        UnexpectedSyntax: expected `x IN list` or a pattern before the bar
         --> 1:9
          |
        1 | RETURN [a + 1 | b]
          |         ^^^^^
        hint: write `[x IN list | …]` or `[(a)-->(b) | …]`
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) SET n:A:B = 1"#), @r"
        UnexpectedSyntax: expected `&`, `,`, `:` or a clause such as RETURN, found `=`
         --> 1:21
          |
        1 | MATCH (n) SET n:A:B = 1
          |                     ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) SET f(n) = 1"#), @r"
        UnexpectedSyntax: expected `+=`, `.`, `:`, `=` or `[`, found `(`
         --> 1:16
          |
        1 | MATCH (n) SET f(n) = 1
          |                ^
        ");
    insta::assert_snapshot!(message(r#"MATCH p = shortest((a)-->(b)) RETURN p"#), @r"
        UnexpectedSyntax: SHORTEST lacks a number
         --> 1:11
          |
        1 | MATCH p = shortest((a)-->(b)) RETURN p
          |           ^^^^^^^^
        hint: write SHORTEST 1, ANY SHORTEST or ALL SHORTEST
        ");
    insta::assert_snapshot!(message(r#"MATCH SHORTEST (a)-->(b) RETURN 1"#), @r"
        UnexpectedSyntax: SHORTEST lacks a number
         --> 1:7
          |
        1 | MATCH SHORTEST (a)-->(b) RETURN 1
          |       ^^^^^^^^
        hint: write SHORTEST 1, ANY SHORTEST or ALL SHORTEST
        ");
    insta::assert_snapshot!(message(r#"RETURN {k1.k: 1}"#), @r"
        UnexpectedSyntax: expected `:`, found `.`
         --> 1:11
          |
        1 | RETURN {k1.k: 1}
          |           ^
        ");
    insta::assert_snapshot!(message(r#"RETURN CASE WHEN a, b THEN 1 END"#), @r"
        UnexpectedSyntax: a WHEN without a subject holds one predicate
         --> 1:21
          |
        1 | RETURN CASE WHEN a, b THEN 1 END
          |                     ^
        hint: join predicates with OR
        ");
}

#[test]
fn walks() {
    insta::assert_snapshot!(message(r#"Qatar -> ?x"#), @r"
    UnexpectedSyntax: a relation is missing between the two stops
     --> 1:7
      |
    1 | Qatar -> ?x
      |       ^^
    hint: write `-> ? -> ?x` for any relation
    ");
    insta::assert_snapshot!(message(r#"Qatar -mediated-> ?x"#), @r"
    UnexpectedSyntax: an arrow stands on either side of a relation
     --> 1:1
      |
    1 | Qatar -mediated-> ?x
      | ^^^^^^^^^^^^^^^^^^^^
    hint: write `Qatar -> mediated -> ?x`
    ");
    insta::assert_snapshot!(message(r#"Qatar -[:MEDIATED]-> ?x"#), @r"
    UnexpectedSyntax: an arrow stands on either side of a relation
     --> 1:1
      |
    1 | Qatar -[:MEDIATED]-> ?x
      | ^^^^^^^^^^^^^^^^^^^^^^^
    hint: write `Qatar -> MEDIATED -> ?x`
    ");
    insta::assert_snapshot!(message(r#"Qatar—mediated→?x"#), @r"
    UnexpectedSyntax: an arrow stands on either side of a relation
     --> 1:1
      |
    1 | Qatar—mediated→?x
      | ^^^^^^^^^^^^^^^^^
    hint: write `Qatar → mediated → ?x`
    ");
    insta::assert_snapshot!(message(r#"Qatar—mediated—?x"#), @r"
    UnexpectedSyntax: an arrow stands on either side of a relation
     --> 1:1
      |
    1 | Qatar—mediated—?x
      | ^^^^^^^^^^^^^^^^^
    hint: write `Qatar -- mediated -- ?x`
    ");
    insta::assert_snapshot!(message(r#"Qatar -> mediated"#), @r"
        UnexpectedSyntax: a walk ends with a stop, not with a relation
         --> 1:10
          |
        1 | Qatar -> mediated
          |          ^^^^^^^^
        hint: add `-> ?what` to ask for what is there
        ");
    insta::assert_snapshot!(message(r#"Qatar -> mediated ->"#), @r"
        UnexpectedSyntax: a stop is missing
         --> 1:21
          |
        1 | Qatar -> mediated ->
          |                     ^
        hint: write a name, or `?` for one that is not known
        ");
    insta::assert_snapshot!(message(r#"Qatar ->"#), @r"
        UnexpectedSyntax: a relation is missing behind the arrow
         --> 1:7
          |
        1 | Qatar ->
          |       ^^
        hint: write `?` for one that is not known
        ");
    insta::assert_snapshot!(message(r#"-> mediated -> Qatar"#), @r"
        UnexpectedSyntax: a stop is missing
         --> 1:1
          |
        1 | -> mediated -> Qatar
          | ^
        hint: write a name, or `?` for one that is not known
        ");
    insta::assert_snapshot!(message(r#"Qatar -> mediated <- ?x"#), @r"
        UnexpectedSyntax: the two arrows around a relation point different ways
         --> 1:19
          |
        1 | Qatar -> mediated <- ?x
          |                   ^^
        hint: write `A -> relation -> B`
        ");
    insta::assert_snapshot!(message(r#"Qatar -> -> ?x"#), @r"
        UnexpectedSyntax: a relation is missing behind the arrow
         --> 1:7
          |
        1 | Qatar -> -> ?x
          |       ^^
        hint: write `?` for one that is not known
        ");
    insta::assert_snapshot!(message(r#"Qatar -> ?r:Type -> ?x"#), @r"
        UnexpectedSyntax: an unknown relation has no label
         --> 1:13
          |
        1 | Qatar -> ?r:Type -> ?x
          |             ^^^^
        hint: write the relation itself: `-> Type ->`
        ");
    insta::assert_snapshot!(message(r#"Qatar -> mediated -> ? what"#), @r"
        UnexpectedSyntax: an unknown is one word behind its question mark
         --> 1:22
          |
        1 | Qatar -> mediated -> ? what
          |                      ^^^^^^
        hint: write `?`, `?x`, `?x:Label` or `?:Label`
        ");
    insta::assert_snapshot!(message(r#""Qatar -> mediated -> ?x"#), @r#"
        UnexpectedSyntax: the quote is never closed
         --> 1:1
          |
        1 | "Qatar -> mediated -> ?x
          | ^
        "#);
    insta::assert_snapshot!(message(r#""Qatar" x -> mediated -> ?x"#), @r#"
        UnexpectedSyntax: quotes go around a whole name
         --> 1:1
          |
        1 | "Qatar" x -> mediated -> ?x
          | ^^^^^^^^^
        "#);
    insta::assert_snapshot!(message(r#":help"#), @r"
        UnexpectedSyntax: a command of the shell is not a statement
         --> 1:1
          |
        1 | :help
          | ^^^^^
        ");
}

#[test]
fn what_goes_between_items() {
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n n.x"#), @r"
        UnexpectedSyntax: expected an operator, `(`, `,`, `{` or a clause such as RETURN, found `n`
         --> 1:20
          |
        1 | MATCH (n) RETURN n n.x
          |                    ^
        hint: write `,` or AS before `n`
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-->(b) WITH a.name b RETURN b"#), @r"
        UnexpectedSyntax: expected an operator, `(`, `,`, AS or a clause such as RETURN, found `b`
         --> 1:29
          |
        1 | MATCH (a)-->(b) WITH a.name b RETURN b
          |                             ^
        hint: write `,` or AS before `b`
        ");
    insta::assert_snapshot!(message(r#"CREATE INDEX ON :X(y)"#), @r"
        UnexpectedSyntax: an index is for the nodes of a pattern
         --> 1:14
          |
        1 | CREATE INDEX ON :X(y)
          |              ^^
        hint: write CREATE INDEX FOR (n:Label) ON (n.key)
        ");
}

#[test]
fn pictures_fit_the_screen() {
    let text = format!("RETURN 'words that go before', nope, '{}'", "x".repeat(90));
    let source = Source::new(&text).within(50);
    insta::assert_snapshot!(source.draw(rihla::diagnostic::Span::new(31, 35)), @r"
     --> 1:32
      |
    1 | …TURN 'words that go before', nope, 'xxxxxxx…
      |                               ^^^^
    ");
}
