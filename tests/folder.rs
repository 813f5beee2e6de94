//! A folder of CSV files as a graph: what is read, every mistake with its place, and that nothing panics.

use std::fmt::Write;

use insta::assert_snapshot;
use proptest::prelude::*;
use rihla::Database;
use rihla::storage::folder::{self, FolderError};
use tempfile::TempDir;

type Files<'f> = &'f [(&'f str, &'f str)];

fn folder_of(files: &[(&str, impl AsRef<[u8]>)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file can be written");
    }
    folder
}

fn open(files: Files<'_>) -> Database {
    let folder = folder_of(files);
    let graph = folder::read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    graph.validate().expect("the graph agrees with itself");
    Database::from_folder(folder.path()).expect("it can be read twice")
}

/// The rows of an answer, one a line.
fn ask(db: &Database, query: &str) -> String {
    let rows = db.run(query, ()).unwrap_or_else(|error| panic!("{error}"));
    let mut text = String::new();
    for row in &rows.rows {
        let cells: Vec<String> = row.iter().map(rihla::value::literal::literal).collect();
        writeln!(text, "{}", cells.join(" | ")).expect("text can be written");
    }
    text
}

fn error(files: &[(&str, impl AsRef<[u8]>)]) -> FolderError {
    let folder = folder_of(files);
    folder::read(folder.path()).expect_err("there is a mistake in it")
}

/// The errors of folders, drawn, without the folders' own names.
fn drawn(files: &[(&str, impl AsRef<[u8]>)]) -> String {
    let folder = folder_of(files);
    let error = folder::read(folder.path()).expect_err("there is a mistake in it");
    let path = folder.path().display().to_string();
    let error = error.to_string();
    error
        .replace(&format!("{path}/"), "")
        .replace(&path, "FOLDER")
}

const PEOPLE: &str = "id,name\n1,Ada\n2,Bob\n3,Cy\n";

#[test]
fn files_are_named_after_what_they_hold() {
    let db = open(&[
        ("Person.csv", PEOPLE),
        ("Post+Message.csv", "id,text\n1,hello\n"),
        ("Comment+Message.csv", "id,text\n7,\"hi, you\"\n"),
        ("Person_KNOWS_Person.csv", "from,to,since\n1,2,2010\n3,1,\n"),
        ("Person_LIKES_Message.csv", "from,to\n1,7\n2,1\n"),
        ("notes.txt", "not ours"),
        (".hidden.csv", "not ours"),
    ]);
    let people = ask(
        &db,
        "MATCH (a:Person)-[r:KNOWS]->(b) RETURN a.id, a.name, r.since, b.name ORDER BY a.id",
    );
    assert_snapshot!(people, @r"
    1 | 'Ada' | 2010 | 'Bob'
    3 | 'Cy' | null | 'Ada'
    ");
    let likes = ask(
        &db,
        "MATCH (a)-[:LIKES]->(m:Message) RETURN a.name, labels(m), m.text ORDER BY 1",
    );
    assert_snapshot!(likes, @r"
    'Ada' | ['Comment', 'Message'] | 'hi, you'
    'Bob' | ['Message', 'Post'] | 'hello'
    ");
}

#[test]
fn headers_of_neo4j_admin_are_read() {
    let db = open(&[
        (
            "nodes.csv",
            "personId:ID(P),name:string,born:date,height:double,langs:string[],x:IGNORE,:LABEL\n\
             a,Ada,1815-12-10,1.6,en;fr,q,Person;Poet\n\
             b,Bob,,2,,q,Person\n\
             c,,,,,,\n",
        ),
        ("Film.csv", ":ID(F),title\n007,Goldfinger\n"),
        (
            "rels.csv",
            ":START_ID(P),:END_ID(P),:TYPE,n:int\na,b,KNOWS,3\nb,c,SEES,\n",
        ),
        ("SAW.csv", ":START_ID(P);:END_ID(F)\nb;007\n"),
    ]);
    let nodes = ask(
        &db,
        "MATCH (n) RETURN labels(n), properties(n) ORDER BY id(n)",
    );
    assert_snapshot!(nodes, @r"
    ['Film'] | {title: 'Goldfinger'}
    ['Person', 'Poet'] | {personId: 'a', name: 'Ada', born: date('1815-12-10'), height: 1.6, langs: ['en', 'fr']}
    ['Person'] | {personId: 'b', name: 'Bob', height: 2.0}
    [] | {personId: 'c'}
    ");
    let joined = ask(
        &db,
        "MATCH (a)-[r]->(b) RETURN a.personId, type(r), r.n, coalesce(b.title, b.personId) ORDER BY 1, 2",
    );
    assert_snapshot!(joined, @r"
    'b' | 'SAW' | null | 'Goldfinger'
    'a' | 'KNOWS' | 3 | 'b'
    'b' | 'SEES' | null | 'c'
    ");
}

#[test]
fn columns_take_the_narrowest_type() {
    let db = open(&[(
        "T.csv",
        "a,b,c,d,e,f,g,h\n\
         1,1,true,007,\"\",x,9007199254740993,\n\
         -2,0.5,False,1,,\"say \"\"hi\"\"\",0.5,\n\
         ,,,,,,,\n",
    )]);
    let rows = ask(
        &db,
        "MATCH (t) RETURN t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h ORDER BY id(t)",
    );
    assert_snapshot!(rows, @r#"
    1 | 1.0 | true | '007' | null | 'x' | '9007199254740993' | null
    -2 | 0.5 | false | '1' | null | 'say "hi"' | '0.5' | null
    null | null | null | null | null | null | null | null
    "#);
}

#[test]
fn a_type_guessed_wrong_far_down_is_guessed_again() {
    let mut text = String::from("id,a,b,c\n");
    for row in 0..300_000 {
        writeln!(text, "{row},{row},{row}.50,true").expect("text can be written");
    }
    text.push_str("300000,1.5,x,1\n");
    let db = open(&[("T.csv", text.as_str())]);
    let rows = ask(
        &db,
        "MATCH (t) WHERE t.id IN [0, 7, 300000] RETURN t.id, t.a, t.b, t.c ORDER BY t.id",
    );
    assert_snapshot!(rows, @r"
    0 | 0.0 | '0.50' | 'true'
    7 | 7.0 | '7.50' | 'true'
    300000 | 1.5 | 'x' | '1'
    ");
}

#[test]
fn ids_are_numbers_or_texts() {
    for ids in [
        ["5", "6", "7"],
        ["5", "7", "6"],
        ["-9223372036854775808", "9223372036854775807", "0"],
        ["1000000000000", "5", "-3"],
        ["7", "007", "x"],
        ["99999999999999999999", "é", "\"a,\"\"b\""],
    ] {
        let [a, b, c] = ids;
        let db = open(&[
            ("N.csv", &format!("name,id\na,{a}\nb, {b}\nc,{c}\n")),
            (
                "N_R_N.csv",
                &format!("from,to\n{a},{b}\n{b} ,{c}\n{c},{a}\n"),
            ),
        ]);
        let rows = ask(
            &db,
            "MATCH (x)-[:R]->(y) RETURN x.name + y.name AS n ORDER BY n",
        );
        assert_eq!(rows, "'ab'\n'bc'\n'ca'\n", "{ids:?}");
    }
}

#[test]
fn an_id_that_is_nobodys_or_given_twice_is_found_whatever_ids_look_like() {
    for (ids, wrong) in [
        ("5\n6\n7", "8"),
        ("5\n6\n9", "8"),
        ("1\n99999\n7", "2"),
        ("a\nb", "c"),
        ("4", "-4"),
    ] {
        let nodes = format!("id\n{ids}\n");
        let links = format!("from,to\n{wrong},{wrong}\n");
        let error = error(&[("N.csv", nodes.as_str()), ("N_R_N.csv", links.as_str())]);
        assert_eq!(error.message, format!("no `N` has the id `{wrong}`"));
        let twice = format!("{nodes}{}\n", ids.split('\n').next().unwrap());
        let error = self::error(&[("N.csv", twice.as_str())]);
        assert_eq!(error.message, "this id was given to a node before");
    }
}

#[test]
fn a_column_may_be_passed_over() {
    let db = open(&[
        ("Person.csv", ":IGNORE,id,name\n0,1,Ada\n1,2,Bob\n"),
        ("Person_KNOWS_Person.csv", "from,to\n1,2\n"),
    ]);
    let rows = ask(&db, "MATCH (a)-[:KNOWS]->(b) RETURN properties(a), b.id");
    assert_snapshot!(rows, @"{id: 1, name: 'Ada'} | 2");
}

#[test]
fn large_files_come_in_blocks() {
    let (mut people, mut knows) = (String::from("id,note\n"), String::from("from,to\n"));
    for id in 0..100_000_i64 {
        writeln!(people, "{},\"line one\nline, {id}\"", id * 1_000_003)
            .expect("text can be written");
        writeln!(
            knows,
            "{},{}",
            id * 1_000_003,
            (id + 1) % 100_000 * 1_000_003
        )
        .expect("text can be written");
    }
    let db = open(&[
        ("Person.csv", people.as_str()),
        ("Person_NEXT_Person.csv", knows.as_str()),
    ]);
    let rows = ask(
        &db,
        "MATCH (a)-[:NEXT]->(b) WHERE a.note ENDS WITH ', 77' RETURN a.id, b.id, a.note, b.note",
    );
    assert_snapshot!(ask(&db, "MATCH ()-[r:NEXT]->() RETURN count(r)"), @"100000");
    assert_snapshot!(rows, @r"77000231 | 78000234 | 'line one\nline, 77' | 'line one\nline, 78'");
}

#[test]
fn line_ends_marks_and_empty_lines_do_not_matter() {
    let db = open(&[
        (
            "Person.csv",
            "\u{feff}id,name\r\n1,Ada\r\n\r\n2,\"B\r\nob\"\r\n\n",
        ),
        ("Person_KNOWS_Person.csv", "from\tto\n1\t2"),
        ("Empty.csv", "id,name\n"),
    ]);
    let rows = ask(&db, "MATCH (a)-[:KNOWS]->(b) RETURN a.name, b.name");
    assert_snapshot!(rows, @r"'Ada' | 'B\r\nob'");
}

#[test]
fn an_error_has_file_line_and_column() {
    let error = error(&[
        ("Person.csv", PEOPLE),
        ("Person_KNOWS_Person.csv", "from,to\n1,2\n2,9\n"),
    ]);
    let place = error.place.expect("it has a place");
    assert!(place.file.ends_with("Person_KNOWS_Person.csv"));
    assert_eq!((place.line, place.column), (3, 3));
}

/// Folders with a mistake each.
const MISTAKES: &[Files<'_>] = &[
    &[],
    &[("Person.csv", "")],
    &[("Person.csv", "\n1\n")],
    &[("Person.csv", "id,id\n1,2\n")],
    &[("Person.csv", "id,,name\n1,2,3\n")],
    &[("Person.csv", "id,name\n1,Ada\n2\n")],
    &[("Person.csv", "id,name\n1,Ada, Countess\n")],
    &[("Person.csv", "id,name\n1,\"Ada\n2,Bob\n")],
    &[("Person.csv", "id,name\n1,\"Ada\" Lovelace\n")],
    &[("Person.csv", "id,name\n1,Ada\n,Bob\n")],
    &[("Person.csv", "id,name\n1,Ada\n2,Bob\n1,Cy\n")],
    &[("Person.csv", "id:ID,born:dat\n1,2\n")],
    &[("Person.csv", "id:ID,at:point\n1,2\n")],
    &[("Person.csv", "id:ID,n:int\n1,99999999999\n")],
    &[("Person.csv", "id:ID,ok:boolean\n1,yes\n")],
    &[("Person.csv", "id:ID,born:date\n1,2020-13-01\n")],
    &[("Person.csv", "id:ID,ns:long[]\n1,1;2;x\n")],
    &[("Person.csv", "id:ID,:TYPE\n1,x\n")],
    &[
        ("Person.csv", PEOPLE),
        ("Person_KNOWS_Person.csv", "from,too\n1,2\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("Person_KNOWS_Person.csv", "from,to\n1,2\n1,\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("Persn_KNOWS_Person.csv", "from,to\n1,2\n"),
    ],
    &[
        ("Person.csv", "name\nAda\n"),
        ("Person_KNOWS_Person.csv", "from,to\n1,2\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("r.csv", ":START_ID(Persn),:END_ID(Person)\n1,2\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("r.csv", ":START_ID(Person),to\n1,2\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("r.csv", ":START_ID,:END_ID\n1,2\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("r.csv", ":START_ID(Person),:END_ID(Person),:TYPE\n1,2,\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("r.csv", ":START_ID(Person),:END_ID(Person),:LABEL\n1,2,A\n"),
    ],
    &[
        ("Person.csv", PEOPLE),
        ("Person_KNOWS_Person.csv", "from,to\n1,x\n"),
    ],
    &[
        ("A+M.csv", "id\n1\n"),
        ("B+M.csv", "id\n1\n"),
        ("A_R_M.csv", "from,to\n1,1\n"),
    ],
];

#[test]
fn every_mistake_says_what_where_and_what_to_do() {
    let all: Vec<String> = MISTAKES.iter().map(|files| drawn(files)).collect();
    assert_snapshot!(all.join("\n\n"), @r#"
    FOLDER: there is no .csv file in this folder
    help: a graph is read from files such as `Person.csv` and `Person_KNOWS_Person.csv`

    the first line is empty
     --> Person.csv:1:1
      |
    1 | 
      | ^
    help: it names the columns

    the first line is empty
     --> Person.csv:1:1
      |
    1 | 
      | ^
    help: it names the columns

    there are two columns `id`
     --> Person.csv:1:4
      |
    1 | id,id
      |    ^^

    this column has no name
     --> Person.csv:1:4
      |
    1 | id,,name
      |    ^
    help: give it one; a column named `:IGNORE` is passed over

    1 field where the header has 2
     --> Person.csv:3:1
      |
    3 | 2
      | ^

    3 fields where the header has 2
     --> Person.csv:2:7
      |
    2 | 1,Ada, Countess
      |       ^^^^^^^^^
    help: a field with a separator in it is written in quotes

    the quote that opens here is not closed
     --> Person.csv:2:3
      |
    2 | 1,"Ada
      |   ^
    help: a quote inside a quoted field is written twice

    there is text behind a closing quote
     --> Person.csv:2:8
      |
    2 | 1,"Ada" Lovelace
      |        ^
    help: a quote inside a quoted field is written twice

    an id is missing here
     --> Person.csv:3:1
      |
    3 | ,Bob
      | ^

    this id was given to a node before
     --> Person.csv:4:1
      |
    4 | 1,Cy
      | ^

    `dat` is not the type of a column
     --> Person.csv:1:7
      |
    1 | id:ID,born:dat
      |       ^^^^^^^^
    help: did you mean date or datetime?

    `point` is not the type of a column
     --> Person.csv:1:7
      |
    1 | id:ID,at:point
      |       ^^^^^^^^
    help: load the numbers as columns of their own

    this is not a whole number of 32 bits
     --> Person.csv:2:3
      |
    2 | 1,99999999999
      |   ^^^^^^^^^^^

    this is not `true` or `false`
     --> Person.csv:2:3
      |
    2 | 1,yes
      |   ^^^

    this is not a date
     --> Person.csv:2:3
      |
    2 | 1,2020-13-01
      |   ^^^^^^^^^^

    this is not a list of which every item is a whole number of 64 bits
     --> Person.csv:2:3
      |
    2 | 1,1;2;x
      |   ^^^^^

    nodes have no such column
     --> Person.csv:1:7
      |
    1 | id:ID,:TYPE
      |       ^^^^^

    there is no column `to`
     --> Person_KNOWS_Person.csv:1:1
      |
    1 | from,too
      | ^^^^
    help: `Person_KNOWS_Person` is read as relationships: they need the columns `from` and `to`

    an id is missing here
     --> Person_KNOWS_Person.csv:3:3
      |
    3 | 1,
      |   ^

    the name `Persn_KNOWS_Person` does not say which nodes these relationships join
     --> Persn_KNOWS_Person.csv:1:1
      |
    1 | from,to
      | ^^^^
    help: a file of relationships is named `Person_KNOWS_Person.csv`, after files of nodes; did you mean Person?

    the nodes of `Person.csv` have no ids
     --> Person_KNOWS_Person.csv:1:1
      |
    1 | from,to
      | ^^^^
    help: give them a column `id`

    no file of nodes has ids in `Persn`
     --> r.csv:1:1
      |
    1 | :START_ID(Persn),:END_ID(Person)
      | ^^^^^^^^^^^^^^^^
    help: did you mean Person?

    there is no column `:END_ID`
     --> r.csv:1:1
      |
    1 | :START_ID(Person),to
      | ^^^^^^^^^^^^^^^^^

    no file of nodes has a column `:ID`
     --> r.csv:1:1
      |
    1 | :START_ID,:END_ID
      | ^^^^^^^^^

    the type is missing here
     --> r.csv:2:5
      |
    2 | 1,2,
      |     ^

    relationships have no such column
     --> r.csv:1:35
      |
    1 | :START_ID(Person),:END_ID(Person),:LABEL
      |                                   ^^^^^^

    no `Person` has the id `x`
     --> Person_KNOWS_Person.csv:2:3
      |
    2 | 1,x
      |   ^

    more than one `M` has the id `1`
     --> A_R_M.csv:2:3
      |
    2 | 1,1
      |   ^
    "#);
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    assert_snapshot!(drawn(&[("Person.csv", b"id,name\n1,M\xfcller\n")]), @r"
    the file is not UTF-8 from here on
     --> Person.csv:2:4
      |
    2 | 1,M�ller
      |    ^
    help: it may be Latin-1: save it as UTF-8
    ");
    assert_snapshot!(drawn(&[("Person.csv", b"\xff\xfei\0d\0\n\0")]), @r"
    the file is not UTF-8 from here on
     --> Person.csv:1:1
      |
    1 | ��i·d·
      | ^
    help: it looks like UTF-16: save it as UTF-8
    ");
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    let error = folder::read("no/such/folder".as_ref()).expect_err("it is not there");
    assert_snapshot!(error, @"no/such/folder: there is no such file");
}

/// Bytes that matter to a reader of CSV, and some that do not.
fn scrap() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b","[..],
        b"\n",
        b"\r\n",
        b"\"",
        b"\"\"",
        b"1",
        b"-",
        b"x",
        b":",
        b";",
        b"{",
        b"}",
        b"(",
        b")",
        b"id",
        b"from",
        b"to",
        b":ID",
        b":LABEL",
        b":START_ID",
        b":END_ID",
        b":TYPE",
        b"int",
        b"[]",
        b"\xff",
        b"\xc3\xa9",
        b"\0",
        b"99999999999999999999",
        b"1e999",
        b"\t",
        b"|",
        b" ",
        b"\xef\xbb\xbf",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_panics(nodes in scrap(), links in scrap(), headed in any::<bool>()) {
        let head = |head: &[u8], tail: &[u8]| if headed { [head, tail].concat() } else { tail.to_vec() };
        let folder = folder_of(&[
            ("A.csv", head(b"id,x\n1,2\n", &nodes)),
            ("A_R_A.csv", head(b"from,to\n1,1\n", &links)),
        ]);
        match folder::read(folder.path()) {
            Ok(graph) => prop_assert_eq!(graph.validate(), Ok(())),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
