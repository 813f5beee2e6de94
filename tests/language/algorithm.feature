Feature: Algorithm - Graph algorithms over projected sub-graphs

  Scenario: [1] Nothing in, nothing out
    Given an empty graph
    When executing query:
      """
      CALL algo.pageRank() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.wcc() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.scc() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.degree() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.betweenness() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.closeness() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.labelPropagation() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.louvain() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.triangleCount() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.clusteringCoefficient() YIELD node RETURN count(node) AS n
      UNION ALL CALL algo.kcore() YIELD node RETURN count(node) AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
      | 0 |
    And no side effects

  Scenario: [2] PageRank of a node alone: what is not handed on is gone
    Given an empty graph
    And having executed:
      """
      CREATE ({n: 'a'})
      """
    When executing query:
      """
      CALL algo.pageRank({dampingFactor: 0.5}) YIELD node, score RETURN node.n AS n, score
      """
    Then the result should be, in any order:
      | n   | score |
      | 'a' | 0.5   |
    And no side effects

  Scenario: [3] PageRank, one iteration along and against the relationships
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (a)-[:R]->(b)
      """
    When executing query:
      """
      UNWIND ['NATURAL', 'reverse', 'UNDIRECTED'] AS orientation
      CALL algo.pageRank({orientation: orientation, dampingFactor: 0.5, maxIterations: 1}) YIELD node, score
      RETURN orientation, node.n AS n, score ORDER BY orientation, n
      """
    Then the result should be, in order:
      | orientation  | n   | score |
      | 'NATURAL'    | 'a' | 0.25  |
      | 'NATURAL'    | 'b' | 0.5   |
      | 'UNDIRECTED' | 'a' | 0.5   |
      | 'UNDIRECTED' | 'b' | 0.5   |
      | 'reverse'    | 'a' | 0.5   |
      | 'reverse'    | 'b' | 0.25  |
    And no side effects

  Scenario: [4] PageRank: parallel relationships carry more, weights too
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}),
             (a)-[:R {w: 1}]->(b), (a)-[:R {w: 1}]->(b), (a)-[:R {w: 1}]->(c), (a)-[:R {w: 1}]->(d), (a)-[:S {w: 4}]->(d)
      """
    When executing query:
      """
      CALL algo.pageRank({types: ['R'], dampingFactor: 1, maxIterations: 1}) YIELD node, score AS plain
      CALL algo.pageRank({dampingFactor: 1, maxIterations: 1, weight: 'w'}) YIELD node AS other, score AS weighted
      WITH * WHERE node = other
      RETURN node.n AS n, plain, weighted ORDER BY n
      """
    Then the result should be, in order:
      | n   | plain  | weighted |
      | 'a' | 0.0    | 0.0      |
      | 'b' | 0.125  | 0.0625   |
      | 'c' | 0.0625 | 0.03125  |
      | 'd' | 0.0625 | 0.15625  |
    And no side effects

  Scenario: [5] Weakly connected components, whichever way relationships point
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}), (f {n: 'f'}),
             (c)-[:R]->(a), (c)-[:R]->(e), (d)-[:S]->(b), (b)-[:S]->(d), (f)-[:R]->(f)
      """
    When executing query:
      """
      CALL algo.wcc() YIELD node, componentId RETURN componentId, collect(node.n) AS nodes ORDER BY componentId
      """
    Then the result should be, in order:
      | componentId | nodes           |
      | 0           | ['a', 'c', 'e'] |
      | 1           | ['b', 'd']      |
      | 2           | ['f']           |
    And no side effects

  Scenario: [6] Strongly connected components
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}), (f {n: 'f'}),
             (a)-[:R]->(b)-[:R]->(c)-[:R]->(a), (c)-[:R]->(d)-[:R]->(e)-[:R]->(d), (e)-[:R]->(f), (f)-[:R]->(f)
      """
    When executing query:
      """
      CALL algo.scc() YIELD node, componentId RETURN componentId, collect(node.n) AS nodes ORDER BY componentId
      """
    Then the result should be, in order:
      | componentId | nodes           |
      | 0           | ['a', 'b', 'c'] |
      | 1           | ['d', 'e']      |
      | 2           | ['f']           |
    And no side effects

  Scenario: [7] Degree: loops, parallel relationships, weights
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}),
             (a)-[:R {w: 2}]->(b), (a)-[:R {w: 0.5}]->(b), (b)-[:R {w: 4}]->(b)
      """
    When executing query:
      """
      UNWIND [{orientation: 'NATURAL'}, {orientation: 'REVERSE'}, {orientation: 'UNDIRECTED'}, {weight: 'w'},
              {weight: 'w', orientation: 'UNDIRECTED'}] AS config
      CALL algo.degree(config) YIELD node, score
      WITH config, node, score ORDER BY node.n
      WITH config, collect(score) AS scores
      RETURN scores
      """
    Then the result should be, in any order:
      | scores          |
      | [2.0, 1.0, 0.0] |
      | [0.0, 3.0, 0.0] |
      | [2.0, 4.0, 0.0] |
      | [2.5, 4.0, 0.0] |
      | [2.5, 10.5, 0.0] |
    And no side effects

  Scenario: [8] Betweenness of a path and of a star
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (a)-[:P]->(b)-[:P]->(c)-[:P]->(d),
             (b)-[:S]->(a), (b)-[:S]->(c), (b)-[:S]->(d)
      """
    When executing query:
      """
      UNWIND [{types: 'P'}, {types: 'P', orientation: 'UNDIRECTED'}, {types: 'S'}, {types: 'S', orientation: 'UNDIRECTED'},
              {types: 'P', samplingSize: 4}] AS config
      CALL algo.betweenness(config) YIELD node, score
      WITH config, node, score ORDER BY node.n
      WITH config, collect(score) AS scores
      RETURN config.types AS type, scores
      """
    Then the result should be, in any order:
      | type | scores               |
      | 'P'  | [0.0, 2.0, 2.0, 0.0] |
      | 'P'  | [0.0, 2.0, 2.0, 0.0] |
      | 'S'  | [0.0, 0.0, 0.0, 0.0] |
      | 'S'  | [0.0, 3.0, 0.0, 0.0] |
      | 'P'  | [0.0, 2.0, 2.0, 0.0] |
    And no side effects

  Scenario: [9] Betweenness: of several shortest paths each counts its share
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}),
             (a)-[:R]->(b)-[:R]->(d), (a)-[:R]->(c)-[:R]->(d), (a)-[:R]->(b), (b)-[:R]->(b)
      """
    When executing query:
      """
      CALL algo.betweenness() YIELD node, score RETURN node.n AS n, round(score * 300) AS score ORDER BY n
      """
    Then the result should be, in order:
      | n   | score |
      | 'a' | 0.0   |
      | 'b' | 200.0 |
      | 'c' | 100.0 |
      | 'd' | 0.0   |
    And no side effects

  Scenario: [10] A sample of betweenness is an estimate that a seed repeats
    Given an empty graph
    And having executed:
      """
      UNWIND range(1, 20) AS i CREATE ({i: i})
      """
    And having executed:
      """
      MATCH (a), (b) WHERE b.i = a.i + 1 CREATE (a)-[:R]->(b)
      """
    When executing query:
      """
      CALL algo.betweenness({samplingSize: 5, samplingSeed: 7}) YIELD node, score
      WITH collect(score) AS one
      CALL algo.betweenness({samplingSize: 5, samplingSeed: 7}) YIELD node, score
      WITH one, collect(score) AS other
      RETURN one = other AS same, size(one) AS n
      """
    Then the result should be, in any order:
      | same | n  |
      | true | 20 |
    And no side effects

  Scenario: [11] Closeness
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}), (a)-[:R]->(b)-[:R]->(c), (d)-[:R]->(d)
      """
    When executing query:
      """
      UNWIND [{}, {orientation: 'REVERSE'}, {orientation: 'UNDIRECTED'}, {orientation: 'UNDIRECTED', useWassermanFaust: true}] AS config
      CALL algo.closeness(config) YIELD node, score
      WITH config, node, score ORDER BY node.n
      WITH config, collect(round(score * 12) / 12) AS scores
      RETURN scores
      """
    Then the result should be, in any order:
      | scores                                                |
      | [0.0, 1.0, 0.6666666666666666, 0.0, 0.0]              |
      | [0.6666666666666666, 1.0, 0.0, 0.0, 0.0]              |
      | [0.6666666666666666, 1.0, 0.6666666666666666, 0.0, 0.0] |
      | [0.3333333333333333, 0.5, 0.3333333333333333, 0.0, 0.0] |
    And no side effects

  Scenario: [12] Communities: two triangles joined by one relationship
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}), (f {n: 'f'}), (g {n: 'g'}),
             (a)-[:R]->(b)-[:R]->(c)-[:R]->(a), (d)-[:R]->(e)-[:R]->(f)-[:R]->(d), (c)-[:R]->(d)
      """
    When executing query:
      """
      CALL algo.louvain() YIELD node, communityId RETURN 'louvain' AS by, communityId, collect(node.n) AS nodes
      UNION ALL
      CALL algo.labelPropagation() YIELD node, communityId RETURN 'labels' AS by, communityId, collect(node.n) AS nodes
      """
    Then the result should be, in any order:
      | by        | communityId | nodes           |
      | 'louvain' | 0           | ['a', 'b', 'c'] |
      | 'louvain' | 1           | ['d', 'e', 'f'] |
      | 'louvain' | 2           | ['g']           |
      | 'labels'  | 0           | ['a', 'b', 'c'] |
      | 'labels'  | 1           | ['d', 'e', 'f'] |
      | 'labels'  | 2           | ['g']           |
    And no side effects

  Scenario: [13] Communities heed weights
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}),
             (a)-[:R {w: 9}]->(b), (c)-[:R {w: 9}]->(d), (a)-[:R {w: 1}]->(c), (b)-[:R {w: 1}]->(d), (a)-[:R]->(d)
      """
    When executing query:
      """
      CALL algo.louvain({weight: 'w', defaultWeight: 0}) YIELD node, communityId RETURN communityId, collect(node.n) AS nodes
      UNION ALL
      CALL algo.labelPropagation({weight: 'w', defaultWeight: 0}) YIELD node, communityId RETURN communityId, collect(node.n) AS nodes
      """
    Then the result should be, in any order:
      | communityId | nodes      |
      | 0           | ['a', 'b'] |
      | 1           | ['c', 'd'] |
      | 0           | ['a', 'b'] |
      | 1           | ['c', 'd'] |
    And no side effects

  Scenario: [14] Triangles, clustering and cores take no notice of loops and parallel relationships
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}),
             (a)-[:R]->(b)-[:R]->(c)-[:R]->(a), (b)-[:R]->(a), (a)-[:R]->(b), (c)-[:R]->(c), (c)-[:R]->(d), (e)-[:R]->(e)
      """
    When executing query:
      """
      CALL algo.triangleCount() YIELD node, triangleCount
      CALL algo.clusteringCoefficient() YIELD node AS n2, localClusteringCoefficient AS share
      CALL algo.kcore() YIELD node AS n3, coreValue
      WITH * WHERE node = n2 AND node = n3
      RETURN node.n AS n, triangleCount, round(share * 300) AS share, coreValue ORDER BY n
      """
    Then the result should be, in order:
      | n   | triangleCount | share | coreValue |
      | 'a' | 1             | 300.0 | 2         |
      | 'b' | 1             | 300.0 | 2         |
      | 'c' | 1             | 100.0 | 2         |
      | 'd' | 0             | 0.0   | 1         |
      | 'e' | 0             | 0.0   | 0         |
    And no side effects

  Scenario: [15] Breadth first, nearest first
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}), (x {n: 'x'}),
             (a)-[:R]->(b)-[:R]->(d)-[:R]->(e), (a)-[:R]->(c)-[:R]->(d), (e)-[:R]->(a), (a)-[:R]->(a), (x)-[:R]->(a)
      """
    When executing query:
      """
      MATCH (a {n: 'a'})
      CALL algo.bfs({sourceNode: a, maxDepth: 2}) YIELD sourceNode, node, depth, path
      RETURN sourceNode.n AS source, node.n AS n, depth, [v IN nodes(path) | v.n] AS way, length(path) AS length
      """
    Then the result should be, in order:
      | source | n   | depth | way             | length |
      | 'a'    | 'a' | 0     | ['a']           | 0      |
      | 'a'    | 'b' | 1     | ['a', 'b']      | 1      |
      | 'a'    | 'c' | 1     | ['a', 'c']      | 1      |
      | 'a'    | 'd' | 2     | ['a', 'b', 'd'] | 2      |
    And no side effects

  Scenario: [16] Breadth first against the relationships, and either way
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (a)-[:R]->(b), (c)-[:R]->(b)
      """
    When executing query:
      """
      MATCH (a {n: 'a'})
      UNWIND ['NATURAL', 'REVERSE', 'UNDIRECTED'] AS orientation
      CALL algo.bfs({sourceNode: a, orientation: orientation}) YIELD node, depth
      RETURN orientation, collect(node.n) AS nodes
      """
    Then the result should be, in any order:
      | orientation  | nodes           |
      | 'NATURAL'    | ['a', 'b']      |
      | 'REVERSE'    | ['a']           |
      | 'UNDIRECTED' | ['a', 'b', 'c'] |
    And no side effects

  Scenario: [17] Dijkstra: from one node to all it reaches
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}),
             (a)-[:R {w: 5}]->(b), (a)-[:R {w: 9}]->(b), (a)-[:R {w: 1.5}]->(c)-[:R {w: 1}]->(b), (c)-[:R {w: 0}]->(c)
      """
    When executing query:
      """
      MATCH (a {n: 'a'})
      CALL algo.dijkstra({sourceNode: a, weight: 'w'}) YIELD index, sourceNode, targetNode, totalCost, costs, path
      RETURN index, sourceNode.n AS source, targetNode.n AS target, totalCost, costs, [v IN nodes(path) | v.n] AS way
      """
    Then the result should be, in order:
      | index | source | target | totalCost | costs           | way             |
      | 0     | 'a'    | 'a'    | 0.0       | [0.0]           | ['a']           |
      | 1     | 'a'    | 'c'    | 1.5       | [0.0, 1.5]      | ['a', 'c']      |
      | 2     | 'a'    | 'b'    | 2.5       | [0.0, 1.5, 2.5] | ['a', 'c', 'b'] |
    And no side effects

  Scenario: [18] Dijkstra: from one node to another, over the lightest of parallel relationships
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (a)-[:R {w: 5}]->(b), (a)-[:R {w: 2}]->(b), (b)-[:R {w: 1}]->(c)
      """
    When executing query:
      """
      MATCH (a {n: 'a'}), (c {n: 'c'})
      CALL algo.dijkstra({sourceNode: a, targetNode: c, weight: 'w'}) YIELD totalCost, path
      RETURN totalCost, [r IN relationships(path) | r.w] AS weights
      """
    Then the result should be, in any order:
      | totalCost | weights |
      | 3.0       | [2, 1]  |
    And no side effects

  Scenario: [19] Dijkstra without weights counts relationships; no way, no row
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (a)-[:R]->(b)
      """
    When executing query:
      """
      MATCH (a {n: 'a'}), (to)
      CALL algo.dijkstra({sourceNode: a, targetNode: to}) YIELD totalCost
      RETURN to.n AS to, totalCost
      """
    Then the result should be, in any order:
      | to  | totalCost |
      | 'a' | 0.0       |
      | 'b' | 1.0       |
    And no side effects

  Scenario: [20] A negative weight
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'})-[:R {w: -1}]->()
      """
    When executing query:
      """
      MATCH (a {n: 'a'}) CALL algo.dijkstra({sourceNode: a, weight: 'w'}) YIELD totalCost RETURN totalCost
      """
    Then a ArgumentError should be raised at runtime: NumberOutOfRange

  Scenario: [21] No weight
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'})-[:R]->()
      """
    When executing query:
      """
      MATCH (a {n: 'a'}) CALL algo.dijkstra({sourceNode: a, weight: 'w'}) YIELD totalCost RETURN totalCost
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [22] A weight that is no number
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'})-[:R {w: 'heavy'}]->()
      """
    When executing query:
      """
      CALL algo.pageRank({weight: 'w', defaultWeight: 1}) YIELD score RETURN score
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [23] What counts where there is no weight
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'})-[:R]->()-[:R {w: 2}]->()
      """
    When executing query:
      """
      MATCH (a {n: 'a'})
      CALL algo.dijkstra({sourceNode: a, weight: 'w', defaultWeight: 0.5}) YIELD totalCost
      RETURN totalCost
      """
    Then the result should be, in order:
      | totalCost |
      | 0.0       |
      | 0.5       |
      | 2.5       |
    And no side effects

  Scenario: [24] Yen's shortest paths, shortest first
    Given an empty graph
    And having executed:
      """
      CREATE (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}), (f {n: 'f'}), (g {n: 'g'}), (h {n: 'h'}),
             (c)-[:R {w: 3}]->(d), (c)-[:R {w: 2}]->(e), (d)-[:R {w: 4}]->(f), (e)-[:R {w: 1}]->(d), (e)-[:R {w: 2}]->(f),
             (e)-[:R {w: 3}]->(g), (f)-[:R {w: 2}]->(g), (f)-[:R {w: 1}]->(h), (g)-[:R {w: 2}]->(h)
      """
    When executing query:
      """
      MATCH (c {n: 'c'}), (h {n: 'h'})
      CALL algo.yens({sourceNode: c, targetNode: h, k: 3, weight: 'w'}) YIELD index, totalCost, costs, path
      RETURN index, totalCost, costs, [v IN nodes(path) | v.n] AS way
      """
    Then the result should be, in order:
      | index | totalCost | costs                | way                  |
      | 0     | 5.0       | [0.0, 2.0, 4.0, 5.0] | ['c', 'e', 'f', 'h'] |
      | 1     | 7.0       | [0.0, 2.0, 5.0, 7.0] | ['c', 'e', 'g', 'h'] |
      | 2     | 8.0       | [0.0, 3.0, 7.0, 8.0] | ['c', 'd', 'f', 'h'] |
    And no side effects

  Scenario: [25] Yen's paths pass no node twice and tell parallel relationships apart
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (a)-[:R {w: 1}]->(b), (a)-[:R {w: 2}]->(b), (b)-[:R {w: 0}]->(a), (a)-[:R {w: 0}]->(a)
      """
    When executing query:
      """
      MATCH (a {n: 'a'}), (b {n: 'b'})
      CALL algo.yens({sourceNode: a, targetNode: b, k: 10, weight: 'w'}) YIELD totalCost, path
      RETURN totalCost, [r IN relationships(path) | r.w] AS weights
      """
    Then the result should be, in order:
      | totalCost | weights |
      | 1.0       | [1]     |
      | 2.0       | [2]     |
    And no side effects

  Scenario: [26] Yen from a node to itself, and to one that is not reached
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'}), (b {n: 'b'}), (a)-[:R]->(a)
      """
    When executing query:
      """
      MATCH (a {n: 'a'}), (to)
      CALL algo.yens({sourceNode: a, targetNode: to, k: 5}) YIELD totalCost, path
      RETURN to.n AS to, totalCost, length(path) AS length
      """
    Then the result should be, in any order:
      | to  | totalCost | length |
      | 'a' | 0.0       | 0      |
    And no side effects

  Scenario: [27] Only some labels and types
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {n: 'a'}), (b:P:Q {n: 'b'}), (c:Q {n: 'c'}), (d:X {n: 'd'}),
             (a)-[:R]->(b)-[:R]->(c)-[:R]->(d), (a)-[:S]->(c)
      """
    When executing query:
      """
      UNWIND [{labels: 'P'}, {labels: ['P', 'Q']}, {labels: ['P', 'Q'], types: ['S']}, {types: ['R', 'S', 'R']}, {types: []}] AS config
      CALL algo.degree(config) YIELD node, score
      WITH config, node, score ORDER BY node.n
      WITH config, collect(node.n) AS nodes, collect(score) AS scores
      RETURN nodes, scores
      """
    Then the result should be, in any order:
      | nodes                | scores               |
      | ['a', 'b']           | [1.0, 0.0]           |
      | ['a', 'b', 'c']      | [2.0, 1.0, 0.0]      |
      | ['a', 'b', 'c']      | [1.0, 0.0, 0.0]      |
      | ['a', 'b', 'c', 'd'] | [2.0, 1.0, 1.0, 0.0] |
      | ['a', 'b', 'c', 'd'] | [0.0, 0.0, 0.0, 0.0] |
    And no side effects

  Scenario: [28] Nodes and relationships that a pattern matched
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {n: 'a', born: 1950}), (b:P {n: 'b', born: 1960}), (c:P {n: 'c', born: 1999}), (d:P {n: 'd', born: 1970}),
             (a)-[:R {old: true}]->(b), (b)-[:R]->(d), (a)-[:R {old: true}]->(c), (d)-[:R {old: true}]->(d)
      """
    When executing query:
      """
      MATCH (n:P) WHERE n.born < 1990 WITH collect(n) AS nodes
      MATCH ()-[r {old: true}]-() WITH nodes, collect(r) AS relationships
      UNWIND [{nodes: nodes}, {relationships: relationships}, {nodes: nodes, relationships: relationships},
              {nodes: nodes, relationships: relationships, types: []}, {nodes: []}] AS config
      CALL algo.wcc(config) YIELD node, componentId
      WITH config, componentId, collect(node.n) AS members
      WITH config, componentId, members ORDER BY componentId
      WITH config, collect(members) AS components
      RETURN components
      """
    Then the result should be, in any order:
      | components              |
      | [['a', 'b', 'd']]       |
      | [['a', 'b', 'c'], ['d']] |
      | [['a', 'b'], ['d']]     |
      | [['a'], ['b'], ['d']]   |
    And no side effects

  Scenario: [29] What the statement itself has written and deleted
    Given an empty graph
    And having executed:
      """
      CREATE (a {n: 'a'})-[:R]->(b {n: 'b'})-[:R]->(c {n: 'c'}), (x {n: 'x'})
      """
    When executing query:
      """
      MATCH (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}) DETACH DELETE b CREATE (a)-[:S]->(c) WITH count(*) AS written
      CALL algo.wcc() YIELD node, componentId
      RETURN componentId, collect(node.n) AS nodes ORDER BY componentId
      """
    Then the result should be, in order:
      | componentId | nodes      |
      | 0           | ['a', 'c'] |
      | 1           | ['x']      |
    And the side effects should be:
      | -nodes         | 1 |
      | -relationships | 2 |
      | +relationships | 1 |
      | -properties    | 1 |

  Scenario: [30] A key nobody knows
    Given an empty graph
    When executing query:
      """
      CALL algo.pageRank({damping: 0.5}) YIELD score RETURN score
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [31] A label nobody carries
    Given an empty graph
    When executing query:
      """
      CALL algo.wcc({labels: ['Persn']}) YIELD node RETURN node
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [32] An orientation an algorithm has not
    Given an empty graph
    When executing query:
      """
      CALL algo.triangleCount({orientation: 'NATURAL'}) YIELD node RETURN node
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [33] A value of another type
    Given an empty graph
    When executing query:
      """
      CALL algo.pageRank({maxIterations: 'many'}) YIELD score RETURN score
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType

  Scenario: [34] A number out of range
    Given an empty graph
    When executing query:
      """
      CALL algo.pageRank({dampingFactor: 1.5}) YIELD score RETURN score
      """
    Then a ArgumentError should be raised at runtime: NumberOutOfRange

  Scenario: [35] A source is needed
    Given an empty graph
    When executing query:
      """
      CALL algo.bfs() YIELD node RETURN node
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [36] A source outside of the projection
    Given an empty graph
    And having executed:
      """
      CREATE (:A), (:B)
      """
    When executing query:
      """
      MATCH (a:A) CALL algo.bfs({sourceNode: a, labels: 'B'}) YIELD node RETURN node
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [37] A key that is null is not there, nor is a configuration
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:R]->()
      """
    When executing query:
      """
      CALL algo.degree({labels: null, orientation: null}) YIELD score RETURN score
      UNION ALL
      CALL algo.degree(null) YIELD score RETURN score
      """
    Then the result should be, in any order:
      | score |
      | 1.0   |
      | 0.0   |
      | 1.0   |
      | 0.0   |
    And no side effects

  Scenario: [38] All columns of a call that is the whole statement
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B)
      """
    When executing query:
      """
      CALL algo.wcc({types: 'R'})
      """
    Then the result should be, in any order:
      | node | componentId |
      | (:A) | 0           |
      | (:B) | 0           |
    And no side effects

  Scenario: [39] No rows, and yet a row
    Given an empty graph
    When executing query:
      """
      OPTIONAL CALL algo.wcc() YIELD node, componentId RETURN node, componentId
      """
    Then the result should be, in any order:
      | node | componentId |
      | null | null        |
    And no side effects
