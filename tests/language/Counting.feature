Feature: Counting
  What nobody reads is counted without being listed; the numbers are those of listing it.

  Scenario: a step of one type, then one of any
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B)-[:S]->(:C)
      """
    When executing query:
      """
      MATCH (:A)-[:R]->()-->() RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: a node is kept where something goes on behind a step of one type
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:R]->(:B)-[:S]->(:C), (:A {x: 2})-[:R]->(:B)
      """
    When executing query:
      """
      MATCH (a:A)-[:R]->(b) WHERE (b)-->() RETURN a.x AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
    And no side effects

  Scenario: types that are excluded
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R]->(:B), (a)-[:S]->(:B), (a)-[:T]->(:B)
      """
    When executing query:
      """
      MATCH (y:A)-[:!R]->() RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: types that are excluded, where nothing is counted
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:R]->(:B), (:A {x: 2})-[:S]->(:B)
      """
    When executing query:
      """
      MATCH (y:A)-[r:!R]->() RETURN DISTINCT y.x AS x
      """
    Then the result should be, in any order:
      | x |
      | 2 |
    And no side effects

  Scenario: existence over types that are excluded
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:R]->(:B), (:A {x: 2})-[:S]->(:B)
      """
    When executing query:
      """
      MATCH (y:A) RETURN y.x AS x, EXISTS { (y)-[:!R]->() } AS e, COUNT { (y)-[:!S]->() } AS c
      """
    Then the result should be, in any order:
      | x | e     | c |
      | 1 | false | 1 |
      | 2 | true  | 0 |
    And no side effects

  Scenario: loops and parallel relationships
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R]->(b:A), (a)-[:R]->(b), (b)-[:R]->(a), (a)-[:R]->(a)
      """
    When executing query:
      """
      MATCH (x:A)-[:R]-(y:A)-[:R]-(z:A) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n  |
      | 18 |
    And no side effects

  Scenario: nodes that differ
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R]->(b:A)-[:R]->(c:A), (a)-[:R]->(b), (c)-[:R]->(a)
      """
    When executing query:
      """
      MATCH (x:A)-[:R]-(y:A)-[:R]-(z:A) WHERE x <> z RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n  |
      | 10 |
    And no side effects

  Scenario: optional parts count once where there is none
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R]->(:B), (a)-[:R]->(:B), (:A)
      """
    When executing query:
      """
      MATCH (a:A) OPTIONAL MATCH (a)-[:R]->(b:B) RETURN count(*) AS rows, count(b) AS found
      """
    Then the result should be, in any order:
      | rows | found |
      | 3    | 2     |
    And no side effects

  Scenario Outline: nodes that nothing tells apart
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {g: 1}), (b:P {g: 1}), (c:P {g: 2}), (d:P {g: 2}), (e:Q),
             (a)-[:K]->(b), (b)-[:K]->(c), (c)-[:K]->(a), (c)-[:K]->(d), (d)-[:K]->(a), (b)-[:K]->(d),
             (a)-[:L]->(e), (b)-[:L]->(e), (c)-[:L]->(e)
      """
    When executing query:
      """
      MATCH <pattern> RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n   |
      | <n> |
    And no side effects

    Examples:
      | pattern                                                                                 | n  |
      | (x)-[:K]-(y)-[:K]-(z)-[:K]-(x)                                                          | 24 |
      | (x:P)-[:K]-(y:P)-[:K]-(z:P)-[:K]-(x)                                                    | 24 |
      | (x)-[:K]-(y)-[:K]-(z)-[:K]-(x) WHERE id(x) < id(y) AND id(z) > id(y)                    | 4  |
      | (x)-[:K]-(y)-[:K]-(z)-[:K]-(x) WHERE id(x) > id(y)                                      | 12 |
      | (x)-[:K]-(y)-[:K]-(z)-[:K]-(x) WHERE x.g = 1                                            | 12 |
      | (x)-[:K]->(y)-[:K]->(z)-[:K]->(x)                                                       | 6  |
      | (x)-[:K]-(y)-[:K]-(z)-[:K]-(x), (x)-[:L]->(e), (y)-[:L]->(e), (z)-[:L]->(e)             | 6  |
      | (x)-[:K]-(y)-[:K]-(z)-[:K]-(x), (x)-[:L]->(e), (y)-[:L]->(e)                            | 12 |
      | (x)-[:K]-(y)-[:K]-(z)-[:K]-(x), (w)-[:K]-(x), (w)-[:K]-(y), (w)-[:K]-(z)                | 24 |

  Scenario: of nodes that nothing else tells apart one is named in a part of variable length
    Given an empty graph
    And having executed:
      """
      CREATE (a {g: 1}), (b {g: 2}), (c {g: 3}), (a)-[:K]->(b), (b)-[:K]->(c), (c)-[:K]->(a), (:D)-[:L {g: 1}]->(:E)
      """
    When executing query:
      """
      MATCH (x)-[:K]-(y)-[:K]-(z)-[:K]-(x), (:D)-[:L*1..2 {g: x.g}]->() RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario Outline: ids are compared where a branch goes on
    Given an empty graph
    And having executed:
      """
      CREATE (a), (b:B), (b)-[:R]->(a)
      """
    When executing query:
      """
      MATCH (x:B)-[:R]-(y) MATCH (y)-[:R]-(z) WHERE id(z) <sign> id(y) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n   |
      | <n> |
    And no side effects

    Examples:
      | sign | n |
      | <    | 0 |
      | >    | 1 |

  Scenario: nodes that nothing tells apart, one of them joined to itself
    Given an empty graph
    And having executed:
      """
      CREATE (a), (b), (a)-[:K]->(a), (a)-[:K]->(b), (b)-[:K]->(a)
      """
    When executing query:
      """
      MATCH (x)-[:K]-(y)-[:K]-(z)-[:K]-(x) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 6 |
    And no side effects

  Scenario: what has no match is not joined to what has more than can be found
    Given an empty graph
    And having executed:
      """
      UNWIND range(0, 3) AS k CREATE (:A {k: k})
      """
    And having executed:
      """
      MATCH (a), (b) CREATE (a)-[:T {x: 1}]->(b)
      """
    When executing query:
      """
      MATCH (:C)-[:R]->(c), ()-[r*2..]->(b)-[s*1..]->(d)<-[t]-() WHERE id(c) = t.x RETURN c, d
      """
    Then the result should be, in any order:
      | c | d |
    And no side effects

  Scenario: rows with many ways and with few take turns at counting the same ways
    Given an empty graph
    And having executed:
      """
      UNWIND range(0, 35) AS i CREATE (:H {i: i})
      """
    And having executed:
      """
      MATCH (a:H), (b:H) WHERE a <> b CREATE (a)-[:R]->(b), (a)-[:S]->(b), (a)-[:T]->(b), (a)-[:U]->(b)
      """
    And having executed:
      """
      MATCH (h:H {i: 0}) CREATE (l:L {i: 100}), (l)-[:R]->(h), (l)-[:U]->(h)
      """
    When executing query:
      """
      UNWIND range(1, 100) AS k
      UNWIND [0, 100, 1, null, 100] AS i
      OPTIONAL MATCH (a {i: i})
      MATCH (a)-[:R]->()-[:S]->()-[:T]->(d)<-[:U]-(a)
      RETURN i, count(*) AS ways
      """
    Then the result should be, in any order:
      | i   | ways    |
      | 0   | 4168500 |
      | 100 | 7000    |
      | 1   | 4168500 |
    And no side effects

  Scenario: how many neighbours have a label is counted anew for nodes that changed
    Given an empty graph
    And having executed:
      """
      UNWIND range(0, 99) AS i CREATE (:P {i: i})
      """
    And having executed:
      """
      MATCH (p:P) WHERE p.i < 50 CREATE (p)<-[:BY]-(:Post)
      """
    And having executed:
      """
      MATCH (p:P) WHERE p.i >= 30 CREATE (p)<-[:BY]-(:Comment)
      """
    And having executed:
      """
      MATCH (p:P) WHERE NOT (p)<-[:BY]-(:Post) RETURN count(p)
      """
    And having executed:
      """
      MATCH (m:Post) WITH m LIMIT 1 MATCH (p:P) WHERE p.i IN [97, 98, 99] CREATE (p)<-[:BY]-(m)
      """
    And having executed:
      """
      MATCH (:P {i: 7})<-[r:BY]-(:Post) DELETE r
      """
    When executing query:
      """
      MATCH (p:P) WHERE NOT (p)<-[:BY]-(:Post)
      WITH count(p) AS without
      MATCH (p:P) WHERE (p)<-[:BY]-(:Post)
      WITH without, count(p) AS some
      MATCH (p:P)<-[:BY]-(:Comment)
      RETURN without, some, count(*) AS comments
      """
    Then the result should be, in any order:
      | without | some | comments |
      | 48      | 52   | 70       |
    And no side effects

  Scenario: how many neighbours have a label is counted anew where most nodes changed
    Given an empty graph
    And having executed:
      """
      UNWIND range(0, 99) AS i CREATE (:P {i: i})
      """
    And having executed:
      """
      MATCH (p:P) WHERE p.i < 50 CREATE (p)<-[:BY]-(:Post)
      """
    And having executed:
      """
      MATCH (p:P) WHERE p.i >= 30 CREATE (p)<-[:BY]-(:Comment)
      """
    And having executed:
      """
      MATCH (p:P) OPTIONAL MATCH (p)<-[:BY]-(m:Post) RETURN count(*)
      """
    And having executed:
      """
      MATCH (m:Post) WITH m LIMIT 2 MATCH (p:P) WHERE p.i > 9 CREATE (p)<-[:BY]-(m)
      """
    When executing query:
      """
      MATCH (p:P) OPTIONAL MATCH (p)<-[:BY]-(m:Post) RETURN count(*) AS posts
      """
    Then the result should be, in any order:
      | posts |
      | 230   |
    And no side effects
