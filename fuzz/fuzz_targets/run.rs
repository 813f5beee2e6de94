//! Any script on a small graph: no panic, and limits are kept.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use rihla::{Database, Options};

const GRAPH: &str = "CREATE (a:A {name: 'a', n: 1}), (b:B {name: 'b', n: 2.5}), (c:A:B {list: [1, 2]}), \
                     (a)-[:R {w: 1}]->(b), (b)-[:S]->(c), (c)-[:R]->(a), (a)-[:R]->(a)";

fuzz_target!(|script: &str| {
    let options = Options {
        timeout: Some(Duration::from_millis(500)),
        memory: Some(64 << 20),
        rows: Some(10_000),
        ..Options::default()
    };
    let database = Database::in_memory();
    database.run(GRAPH, ()).expect("the small graph is made");
    let database = database.with_options(options);
    for piece in syntax_pieces(script) {
        let _ = database.run(piece, [("p", 1)]);
    }
    database.with_graph(|graph| graph.validate()).expect("the graph is sound");
});

fn syntax_pieces(script: &str) -> impl Iterator<Item = &str> {
    rihla::syntax::script::split(script).into_iter().map(|piece| &script[piece.span.range()])
}
