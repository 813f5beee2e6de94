//! The graph algorithms: against naive ones over small graphs of every kind, and what they promise over large ones.

mod limits;
mod model;
mod naive;

use rihla::Database;

/// An error as it is shown: the sentence and the advice.
fn message(query: &str) -> String {
    let db = Database::in_memory();
    let create = "CREATE (:Person)-[:KNOWS {w: -1, cost: 1}]->(:Person)-[:KNOWS {w: 2}]->(:City)";
    db.run(create, ()).expect("a graph");
    let Err(error) = db.run(query, ()) else {
        return "no error".to_owned();
    };
    let hint = error
        .hint
        .map_or(String::new(), |hint| format!("\nhint: {hint}"));
    format!("{}{hint}", error.message)
}

#[test]
fn messages() {
    insta::assert_snapshot!(message("CALL algo.pageRank({dampingfactr: 0.5})"), @r#"
    algo.pageRank has no key `dampingfactr`
    hint: did you mean `dampingFactor`?
    "#);
    insta::assert_snapshot!(message("CALL algo.wcc({x: 1})"), @r#"
    algo.wcc has no key `x`
    hint: its keys are labels, types, nodes, relationships, orientation
    "#);
    insta::assert_snapshot!(message("CALL algo.wcc({labels: 'Persn'})"), @r#"
    algo.wcc: the graph has no label `Persn`
    hint: did you mean `Person`?
    "#);
    insta::assert_snapshot!(message("CALL algo.wcc({types: ['KNOW']})"), @r#"
    algo.wcc: the graph has no relationship type `KNOW`
    hint: did you mean `KNOWS`?
    "#);
    insta::assert_snapshot!(message("CALL algo.wcc({labels: 3})"), @"algo.wcc expects STRING | LIST<STRING> for `labels`, found INTEGER");
    insta::assert_snapshot!(message("CALL algo.degree({orientation: 'UNDIRECTD'})"), @r#"
    algo.degree expects NATURAL, REVERSE, UNDIRECTED for `orientation`, found 'UNDIRECTD'
    hint: did you mean `UNDIRECTED`?
    "#);
    insta::assert_snapshot!(message("CALL algo.kcore({orientation: 'NATURAL'})"), @"algo.kcore expects UNDIRECTED for `orientation`, found 'NATURAL'");
    insta::assert_snapshot!(message("CALL algo.degree({weight: 'w'})"), @r#"
    algo.degree: relationship 0 of type `KNOWS` has the weight -1 for `w`
    hint: weights are finite and not negative
    "#);
    insta::assert_snapshot!(message("CALL algo.degree({weight: 'cost'})"), @r#"
    algo.degree: relationship 1 of type `KNOWS` has no number for `cost`
    hint: `defaultWeight` counts where there is no weight
    "#);
    insta::assert_snapshot!(message("CALL algo.degree({nodes: [1]})"), @"algo.degree expects LIST<NODE> for `nodes`, found INTEGER");
    insta::assert_snapshot!(message("CALL algo.pageRank({dampingFactor: 2})"), @"algo.pageRank expects a number from 0 to 1 for `dampingFactor`, found 2");
    insta::assert_snapshot!(message("CALL algo.pageRank({maxIterations: -1})"), @"algo.pageRank expects an integer of at least 0 for `maxIterations`, found -1");
    insta::assert_snapshot!(message("MATCH (n:City) CALL algo.yens({sourceNode: n}) YIELD path RETURN path"), @"algo.yens needs `targetNode`");
    insta::assert_snapshot!(message("MATCH (n:City) CALL algo.bfs({sourceNode: n, labels: 'Person'}) YIELD path RETURN path"), @"algo.bfs: the node given for `sourceNode` is not in the projected graph");
}

#[test]
fn all_keys_are_documented() {
    let db = Database::in_memory();
    let text = "SHOW PROCEDURES YIELD name, signature, description WHERE name STARTS WITH 'algo.' RETURN name, signature, description";
    let rows = db.run(text, ()).expect("the procedures").rows;
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{}\n  {}",
                row[1].as_str().unwrap_or("?"),
                row[2].as_str().unwrap_or("?")
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    algo.betweenness(config? :: MAP) :: (node :: NODE, score :: FLOAT)
      How many shortest paths between two others go through a node; with samplingSize estimated from the paths that leave so many nodes. Config: samplingSize (all nodes), samplingSeed (0), labels, types, nodes, relationships, orientation (NATURAL).
    algo.bfs(config? :: MAP) :: (sourceNode :: NODE, node :: NODE, depth :: INTEGER, path :: PATH)
      The nodes reached from sourceNode, nearest first, each with a path of fewest relationships. Config: sourceNode, maxDepth (unlimited), labels, types, nodes, relationships, orientation (NATURAL).
    algo.closeness(config? :: MAP) :: (node :: NODE, score :: FLOAT)
      One divided by the mean distance to a node from those that reach it; with useWassermanFaust times the share of the other nodes that do. Config: useWassermanFaust (false), labels, types, nodes, relationships, orientation (NATURAL).
    algo.clusteringCoefficient(config? :: MAP) :: (node :: NODE, localClusteringCoefficient :: FLOAT)
      Which share of the pairs of a node's neighbours are neighbours; 0 with less than two neighbours. Config: labels, types, nodes, relationships, orientation (UNDIRECTED).
    algo.degree(config? :: MAP) :: (node :: NODE, score :: FLOAT)
      How many relationships a node has, or what they weigh together; an undirected loop counts twice. Config: labels, types, nodes, relationships, orientation (NATURAL), weight, defaultWeight.
    algo.dijkstra(config? :: MAP) :: (index :: INTEGER, sourceNode :: NODE, targetNode :: NODE, totalCost :: FLOAT, costs :: LIST<FLOAT>, path :: PATH)
      The paths of least weight from sourceNode to targetNode, or to each node it reaches, nearest first. Config: sourceNode, targetNode (all nodes), labels, types, nodes, relationships, orientation (NATURAL), weight, defaultWeight.
    algo.kcore(config? :: MAP) :: (node :: NODE, coreValue :: INTEGER)
      The greatest k for which a node has k neighbours that have k such neighbours themselves; loops and parallel relationships count for nothing. Config: labels, types, nodes, relationships, orientation (UNDIRECTED).
    algo.labelPropagation(config? :: MAP) :: (node :: NODE, communityId :: INTEGER)
      Communities: each node takes over the label most of its neighbours have, until none changes. Config: maxIterations (10), labels, types, nodes, relationships, orientation (UNDIRECTED), weight, defaultWeight.
    algo.louvain(config? :: MAP) :: (node :: NODE, communityId :: INTEGER)
      Communities with more weight inside than chance would put there (greatest modularity). Config: maxLevels (10), maxIterations (10), tolerance (0.0001), labels, types, nodes, relationships, orientation (UNDIRECTED), weight, defaultWeight.
    algo.pageRank(config? :: MAP) :: (node :: NODE, score :: FLOAT)
      How likely a walk that follows relationships at random is to be at a node. Config: dampingFactor (0.85), maxIterations (20), tolerance (1e-7, of the mean score; 0: all iterations), labels, types, nodes, relationships, orientation (NATURAL), weight, defaultWeight.
    algo.scc(config? :: MAP) :: (node :: NODE, componentId :: INTEGER)
      Strongly connected components: nodes that reach each other along relationships. Config: labels, types, nodes, relationships, orientation (NATURAL).
    algo.triangleCount(config? :: MAP) :: (node :: NODE, triangleCount :: INTEGER)
      How many pairs of a node's neighbours are neighbours; loops and parallel relationships count for nothing. Config: labels, types, nodes, relationships, orientation (UNDIRECTED).
    algo.wcc(config? :: MAP) :: (node :: NODE, componentId :: INTEGER)
      Weakly connected components: nodes joined by relationships, whichever way these point. Config: labels, types, nodes, relationships, orientation (UNDIRECTED).
    algo.yens(config? :: MAP) :: (index :: INTEGER, sourceNode :: NODE, targetNode :: NODE, totalCost :: FLOAT, costs :: LIST<FLOAT>, path :: PATH)
      The k paths of least weight from sourceNode to targetNode that pass no node twice. Config: sourceNode, targetNode, k (1), labels, types, nodes, relationships, orientation (NATURAL), weight, defaultWeight.
    "#);
}
