Feature: PathSearch - Quantified path patterns, selectors and path modes

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {n: 'a', v: 1}), (b:P {n: 'b', v: 2}), (c:P {n: 'c', v: 3}), (d:P:End {n: 'd', v: 4}), (e:P {n: 'e', v: 0}),
             (a)-[:R {w: 1}]->(b)-[:R {w: 2}]->(c)-[:R {w: 3}]->(d),
             (a)-[:S {w: 4}]->(c), (a)-[:S {w: 5}]->(e)-[:S {w: 6}]->(d),
             (d)-[:R {w: 7}]->(a)
      """

  Scenario: [1] A quantified path and its group variables
    When executing query:
      """
      MATCH (x {n: 'a'}) ((p)-[r:R]->(q)){1,2} (y)
      RETURN [it IN p | it.n] AS p, [it IN r | it.w] AS r, [it IN q | it.n] AS q, y.n AS y
      """
    Then the result should be, in any order:
      | p          | r      | q          | y   |
      | ['a']      | [1]    | ['b']      | 'b' |
      | ['a', 'b'] | [1, 2] | ['b', 'c'] | 'c' |
    And no side effects

  Scenario: [2] A condition on each round
    When executing query:
      """
      MATCH p = ({n: 'a'}) ((x)-->(y) WHERE x.v < y.v)+ (:End)
      RETURN [it IN nodes(p) | it.n] AS way
      """
    Then the result should be, in any order:
      | way                  |
      | ['a', 'b', 'c', 'd'] |
      | ['a', 'c', 'd']      |
    And no side effects

  Scenario: [3] Rounds of several relationships, with a condition over all of a round
    When executing query:
      """
      MATCH ({n: 'a'}) ((x)-[r]->()-[s]->(z) WHERE r.w + 1 = s.w){1,2} (y)
      RETURN [it IN z | it.n] AS ways
      """
    Then the result should be, in any order:
      | ways  |
      | ['c'] |
      | ['d'] |
    And no side effects

  Scenario: [4] No round at all
    When executing query:
      """
      MATCH (x {n: 'a'}) ((p)-[r:S]->(q)){0,1} (y)
      RETURN size(p) AS rounds, x = y AS same
      """
    Then the result should be, in any order:
      | rounds | same  |
      | 0      | true  |
      | 1      | false |
      | 1      | false |
    And no side effects

  Scenario: [5] Quantified paths beside each other and beside relationships
    When executing query:
      """
      MATCH p = ({n: 'a'}) ((:P)-[:S]->(:P)){1} ((:P)-[:S]->(:P)){0,1} (m)-[:R]->(x)
      RETURN [it IN nodes(p) | it.n] AS way
      """
    Then the result should be, in any order:
      | way                  |
      | ['a', 'c', 'd']      |
      | ['a', 'e', 'd', 'a'] |
    And no side effects

  Scenario: [6] Relationships of one MATCH differ, in quantified paths too
    When executing query:
      """
      MATCH ({n: 'a'})-[r]->({n: 'b'}), p = ({n: 'a'}) (()-->()){1} ({n: 'b'})
      RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |
    And no side effects

  Scenario: [7] The same node twice in a round
    When executing query:
      """
      MATCH ({n: 'a'}) ((x)-->(y)<--(x)){1} RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |
    And no side effects

  Scenario Outline: [8] Selectors
    When executing query:
      """
      MATCH p = <selector> (a {n: 'a'})-->+(d {n: 'd'})
      RETURN length(p) AS length, count(*) AS paths ORDER BY length
      """
    Then the result should be, in order:
      | length | paths   |
      | 2      | <two>   |
      | 3      | <three> |
    And no side effects

    Examples:
      | selector          | two | three |
      | SHORTEST 3        | 2   | 1     |
      | SHORTEST 2 GROUPS | 2   | 1     |
      | ANY 3             | 2   | 1     |
      | ACYCLIC           | 2   | 1     |
      | SIMPLE PATHS      | 2   | 1     |

  Scenario Outline: [9] Selectors that stop at the shortest
    When executing query:
      """
      MATCH p = <selector> (a {n: 'a'})-->+(d {n: 'd'})
      RETURN length(p) AS length, count(*) AS paths
      """
    Then the result should be, in any order:
      | length | paths   |
      | 2      | <paths> |
    And no side effects

    Examples:
      | selector           | paths |
      | ANY                | 1     |
      | ANY SHORTEST       | 1     |
      | ANY SHORTEST TRAIL | 1     |
      | SHORTEST 1         | 1     |
      | ALL SHORTEST       | 2     |
      | SHORTEST 1 GROUP   | 2     |
      | SHORTEST GROUPS    | 2     |

  Scenario: [10] One path for each pair of ends
    When executing query:
      """
      MATCH p = ANY SHORTEST ({n: 'a'})-->+(x)
      RETURN x.n AS x, length(p) AS length
      """
    Then the result should be, in any order:
      | x   | length |
      | 'a' | 3      |
      | 'b' | 1      |
      | 'c' | 1      |
      | 'd' | 2      |
      | 'e' | 1      |
    And no side effects

  Scenario: [11] From a node to itself the shortest path is the shortest cycle
    When executing query:
      """
      MATCH p = ALL SHORTEST (a {n: 'a'})-->+(a) RETURN [it IN nodes(p) | it.n] AS way
      """
    Then the result should be, in any order:
      | way                  |
      | ['a', 'c', 'd', 'a'] |
      | ['a', 'e', 'd', 'a'] |
    And no side effects

  Scenario: [12] From a node to itself in no step
    When executing query:
      """
      MATCH p = ANY SHORTEST (a {n: 'a'})-->*(a) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 0      |
    And no side effects

  Scenario: [13] Every trail is found in the end
    When executing query:
      """
      MATCH p = SHORTEST 100 PATHS (a {n: 'a'})-->+(d {n: 'd'}) WITH collect(length(p)) AS lengths
      MATCH q = TRAIL (a {n: 'a'})-->+(d {n: 'd'}) WITH lengths, length(q) AS length ORDER BY length
      RETURN lengths, collect(length) AS all
      """
    Then the result should be, in any order:
      | lengths               | all                   |
      | [2, 2, 3, 5, 5, 6, 6] | [2, 2, 3, 5, 5, 6, 6] |
    And no side effects

  Scenario: [14] Conditions inside the parentheses choose among all paths
    When executing query:
      """
      OPTIONAL MATCH p = ANY SHORTEST ({n: 'a'})-[r]->+({n: 'd'}) WHERE size(r) > 2
      WITH p
      MATCH q = ANY SHORTEST (({n: 'a'})-[s]->+({n: 'd'}) WHERE size(s) > 2)
      RETURN p, length(q) AS length
      """
    Then the result should be, in any order:
      | p    | length |
      | null | 3      |
    And no side effects

  Scenario: [15] A node on the way of a selected path
    When executing query:
      """
      MATCH p = SHORTEST 1 ({n: 'a'})-->+(m:P {n: 'c'})-->+(x {n: 'd'})
      RETURN m.n AS m, [it IN nodes(p) | it.n] AS way
      """
    Then the result should be, in any order:
      | m   | way             |
      | 'c' | ['a', 'c', 'd'] |
    And no side effects

  Scenario: [16] Each relationship and node on the way of a selected path
    When executing query:
      """
      MATCH ALL SHORTEST (x {n: 'a'})-[r:S]->(m)-[s]->(y:End) RETURN r.w AS r, m.n AS m, s.w AS s
      """
    Then the result should be, in any order:
      | r | m   | s |
      | 4 | 'c' | 3 |
      | 5 | 'e' | 6 |
    And no side effects

  Scenario Outline: [17] Modes and what they let be repeated
    When executing query:
      """
      MATCH p = <mode> (a {n: 'a'})--{4}(b) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n   |
      | <n> |
    And no side effects

    Examples:
      | mode    | n  |
      | WALK    | 90 |
      | TRAIL   | 18 |
      | SIMPLE  | 6  |
      | ACYCLIC | 2  |

  Scenario: [18] REPEATABLE ELEMENTS
    When executing query:
      """
      MATCH REPEATABLE ELEMENTS (a {n: 'a'})--{4}(b) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n  |
      | 90 |
    And no side effects

  Scenario: [19] DIFFERENT RELATIONSHIPS
    When executing query:
      """
      MATCH DIFFERENT RELATIONSHIPS (a {n: 'a'})--{4}(b) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n  |
      | 18 |
    And no side effects

  Scenario: [20] Walks without end have to be selected from
    When executing query:
      """
      MATCH REPEATABLE ELEMENTS p = (a {n: 'a'})-->+(b) RETURN p
      """
    Then a SyntaxError should be raised at compile time: UnboundedPath

  Scenario: [21] Selected walks
    When executing query:
      """
      MATCH REPEATABLE ELEMENTS p = SHORTEST 2 ({n: 'a'})-[:R]->+({n: 'b'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 1      |
      | 5      |
    And no side effects

  Scenario: [22] A number of paths is at least one
    When executing query:
      """
      MATCH p = SHORTEST 0 (a)-->+(b) RETURN p
      """
    Then a SyntaxError should be raised at compile time: NegativeIntegerArgument

  Scenario: [23] The number of paths as a parameter
    And parameters are:
      | k | 2 |
    When executing query:
      """
      MATCH p = SHORTEST $k ({n: 'a'})-->+({n: 'd'}) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [24] A round speaks of nothing else the clause looks for
    When executing query:
      """
      MATCH (x) ((a)-->(b) WHERE a.v > x.v)+ (y) RETURN y
      """
    Then a SyntaxError should be raised at compile time: InvalidQuantifiedPathPattern

  Scenario: [25] A round may speak of what is known from before
    When executing query:
      """
      MATCH (x {n: 'a'})
      MATCH (x) ((p)-->(q) WHERE q.v > x.v + 1)+ (y)
      RETURN y.n AS y
      """
    Then the result should be, in any order:
      | y   |
      | 'c' |
      | 'd' |
    And no side effects

  Scenario: [26] A name of a round is new
    When executing query:
      """
      MATCH (a) MATCH (x) ((a)-->(b))+ (y) RETURN y
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound

  Scenario: [27] In EXISTS
    When executing query:
      """
      MATCH (x:P) WHERE EXISTS { (x) ((p)-[:S]->(q)){2} (:End) } RETURN x.n AS x
      """
    Then the result should be, in any order:
      | x   |
      | 'a' |
    And no side effects

  Scenario: [28] Quantified relationships with conditions
    When executing query:
      """
      MATCH p = ANY SHORTEST ({n: 'a'})-[r WHERE r.w < 5]->+({n: 'd'})
      RETURN [it IN r | it.w] AS w
      """
    Then the result should be, in any order:
      | w      |
      | [4, 3] |
    And no side effects

  Scenario Outline: [29] A search ends where no more is to be found behind a bridge
    Given an empty graph
    And having executed:
      """
      CREATE (:Far)-[:R]->(:Near)
      FOREACH (i IN range(1, 12) | CREATE (:Dense {i: i}))
      """
    And having executed:
      """
      MATCH (x:Dense), (y:Dense) WHERE x.i < y.i CREATE (x)-[:R]->(y)
      """
    And having executed:
      """
      MATCH (b:Near), (x:Dense {i: 1}) CREATE (b)-[:R]->(x)
      """
    When executing query:
      """
      MATCH (a:Far), (b:Near)
      RETURN COUNT { MATCH <search> } AS paths
      """
    Then the result should be, in any order:
      | paths   |
      | <paths> |
    And no side effects

    Examples:
      | search                       | paths |
      | ANY SHORTEST (a)--+(a)       | 0     |
      | ALL SHORTEST (a)--+(a)       | 0     |
      | SHORTEST 3 (a)--+(b)         | 1     |
      | SHORTEST 2 GROUPS (a)--+(b)  | 1     |
      | SHORTEST 3 ACYCLIC (a)--+(b) | 1     |

  Scenario: [30] The name of a path inside its parentheses
    Given an empty graph
    And having executed:
      """
      CREATE (:M {n: 1})-[:R]->(:M {n: 2})-[:R]->(:M {n: 3})
      """
    When executing query:
      """
      MATCH SHORTEST 1 (p = (a:M)-->+(b:M) WHERE length(p) % 2 = 0)
      RETURN length(p) AS length, a.n AS a, b.n AS b
      """
    Then the result should be, in any order:
      | length | a | b |
      | 2      | 1 | 3 |
    And no side effects

  Scenario: [31] The name of a plain path inside its parentheses
    Given an empty graph
    And having executed:
      """
      CREATE (:N {n: 1})-[:R]->(:N {n: 2})
      """
    When executing query:
      """
      MATCH (p = (a)-->(b) WHERE all(x IN nodes(p) WHERE x.n < 3)) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 1      |
    And no side effects

  Scenario Outline: [32] A mode among the words of a selector
    When executing query:
      """
      MATCH p = <selector> (a {n: 'a'})-->+(d {n: 'd'}) RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 2      |
      | 2      |
    And no side effects

    Examples:
      | selector                     |
      | SHORTEST 1 TRAIL GROUPS      |
      | SHORTEST 1 ACYCLIC GROUP     |
      | SHORTEST TRAIL PATHS GROUP   |
      | ALL SHORTEST WALK PATHS      |

  Scenario: [33] Only SHORTEST has groups
    When executing query:
      """
      MATCH p = ANY TRAIL GROUPS (a)-->+(d) RETURN p
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
