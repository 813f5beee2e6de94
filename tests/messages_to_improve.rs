//! Error sentences that are right but not good yet.

use crate::messages::message;

#[test]
fn sentences() {
    insta::assert_snapshot!(message(r#"RETURN n."#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n,"#), @"");
    insta::assert_snapshot!(message(r#"RETURN [1, , 2]"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n n.x"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) n.x = 1"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 1 +"#), @"");
    insta::assert_snapshot!(message(r#"CREATE (n:Person {name = 'x'})"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) ORDER n.x RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n LIMIT"#), @"");
    insta::assert_snapshot!(message(r#"UNWIND [1] x RETURN x"#), @"");
    insta::assert_snapshot!(message(r#"RETURN CASE x WHEN 1 THEN 2"#), @"");
    insta::assert_snapshot!(message(r#"FOREACH x IN [1] | SET n.x = 1"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n:) RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:]->(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"CALL { RETURN 1"#), @"");
    insta::assert_snapshot!(message(r#"MERGE (n) ON CREATE n.x = 1"#), @"");
    insta::assert_snapshot!(message(r#"DELETE"#), @"");
    insta::assert_snapshot!(message(r#"EXPLAIN"#), @"");
    insta::assert_snapshot!(message(r#"RETURN $"#), @"");
    insta::assert_snapshot!(message(r#"RETURN #"#), @"");
    insta::assert_snapshot!(message(r#"LOAD CSV 'x' AS row RETURN row"#), @"");
    insta::assert_snapshot!(message(r#"(a)-->(b)"#), @"");
}
