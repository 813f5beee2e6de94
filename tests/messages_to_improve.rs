//! Error sentences that are right but not good yet.

use crate::messages::message;

#[test]
fn sentences() {
    insta::assert_snapshot!(message(r#"RETURN n."#), @r"
        UnexpectedSyntax: expected a name before the end of the text
         --> 1:10
          |
        1 | RETURN n.
          |          ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n,"#), @r"
        UnexpectedSyntax: expected an expression before the end of the text
         --> 1:20
          |
        1 | MATCH (n) RETURN n,
          |                    ^
        ");
    insta::assert_snapshot!(message(r#"RETURN [1, , 2]"#), @r"
        UnexpectedSyntax: expected an expression, found `,`
         --> 1:12
          |
        1 | RETURN [1, , 2]
          |            ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) n.x = 1"#), @r"
        UnexpectedSyntax: expected `(`, `,`, `-`, `<` or a clause such as RETURN, found `n`
         --> 1:11
          |
        1 | MATCH (n) n.x = 1
          |           ^
        ");
    insta::assert_snapshot!(message(r#"RETURN 1 +"#), @r"
        UnexpectedSyntax: expected an expression before the end of the text
         --> 1:11
          |
        1 | RETURN 1 +
          |           ^
        ");
    insta::assert_snapshot!(message(r#"CREATE (n:Person {name = 'x'})"#), @r"
        UnexpectedSyntax: a colon stands between a key and its value
         --> 1:24
          |
        1 | CREATE (n:Person {name = 'x'})
          |                        ^
        hint: write `{key: value}`
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) ORDER n.x RETURN n"#), @r"
        UnexpectedSyntax: expected BY, found `n`
         --> 1:17
          |
        1 | MATCH (n) ORDER n.x RETURN n
          |                 ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n LIMIT"#), @r"
        UnexpectedSyntax: expected an expression before the end of the text
         --> 1:25
          |
        1 | MATCH (n) RETURN n LIMIT
          |                         ^
        ");
    insta::assert_snapshot!(message(r#"UNWIND [1] x RETURN x"#), @r"
        UnexpectedSyntax: expected an operator or AS, found `x`
         --> 1:12
          |
        1 | UNWIND [1] x RETURN x
          |            ^
        ");
    insta::assert_snapshot!(message(r#"RETURN CASE x WHEN 1 THEN 2"#), @r"
        UnexpectedSyntax: expected an operator, ELSE, END or WHEN before the end of the text
         --> 1:28
          |
        1 | RETURN CASE x WHEN 1 THEN 2
          |                            ^
        ");
    insta::assert_snapshot!(message(r#"FOREACH x IN [1] | SET n.x = 1"#), @r"
        UnexpectedSyntax: expected `(`, found `x`
         --> 1:9
          |
        1 | FOREACH x IN [1] | SET n.x = 1
          |         ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (n:) RETURN n"#), @r"
        UnexpectedSyntax: expected a name, `!`, `$`, `%` or `(`, found `)`
         --> 1:10
          |
        1 | MATCH (n:) RETURN n
          |          ^
        ");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:]->(b) RETURN a"#), @r"
        UnexpectedSyntax: expected a name, `!`, `$`, `%` or `(`, found `]`
         --> 1:13
          |
        1 | MATCH (a)-[:]->(b) RETURN a
          |             ^
        ");
    insta::assert_snapshot!(message(r#"CALL { RETURN 1"#), @r"
        UnexpectedSyntax: `{` is never closed
         --> 1:6
          |
        1 | CALL { RETURN 1
          |      ^
        hint: write `}` where it ends
        ");
    insta::assert_snapshot!(message(r#"MERGE (n) ON CREATE n.x = 1"#), @r"
        UnexpectedSyntax: expected SET, found `n`
         --> 1:21
          |
        1 | MERGE (n) ON CREATE n.x = 1
          |                     ^
        ");
    insta::assert_snapshot!(message(r#"DELETE"#), @r"
        UnexpectedSyntax: expected an expression before the end of the text
         --> 1:7
          |
        1 | DELETE
          |       ^
        ");
    insta::assert_snapshot!(message(r#"RETURN $"#), @r"
        UnexpectedSyntax: expected a name before the end of the text
         --> 1:9
          |
        1 | RETURN $
          |         ^
        ");
    insta::assert_snapshot!(message(r#"RETURN #"#), @r"
        UnexpectedSyntax: expected an expression, found `#`
         --> 1:8
          |
        1 | RETURN #
          |        ^
        ");
    insta::assert_snapshot!(message(r#"LOAD CSV 'x' AS row RETURN row"#), @r"
        UnexpectedSyntax: expected FROM or WITH, found `'x'`
         --> 1:10
          |
        1 | LOAD CSV 'x' AS row RETURN row
          |          ^^^
        ");
    insta::assert_snapshot!(message(r#"(a)-->(b)"#), @r"
        UnexpectedSyntax: a statement begins with a keyword
         --> 1:1
          |
        1 | (a)-->(b)
          | ^
        hint: write MATCH (a)-->(b) RETURN *
        ");
}
