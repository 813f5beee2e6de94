Feature: BoundPattern - Patterns over what is known already

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (:A {n: 1})-[:T {x: 1}]->(:B {n: 2})
      """

  Scenario Outline: [1] An empty list of relationships is a match of length zero at each node
    When executing query:
      """
      WITH [] AS rs <match> RETURN f.n AS f, s.n AS s
      """
    Then the result should be, in any order:
      | f | s |
      | 1 | 1 |
    And no side effects

    Examples:
      | match                                      |
      | MATCH (f:A)-[rs*0..]->(s)                  |
      | MATCH (f)-[rs*0..]->(s {n: 1})             |
      | MATCH (f:A) MATCH (f)-[rs*0..]->(s)        |
      | MATCH (s:A) MATCH (f)-[rs*0..]->(s)        |
      | MATCH (f)-[rs*0..3]-(f:A) WITH f, f AS s   |

  Scenario: [2] And none of length one
    When executing query:
      """
      WITH [] AS rs MATCH (f)-[rs*1..]->(s) RETURN f
      """
    Then the result should be empty
    And no side effects

  Scenario: [3] Nodes made for an empty list are not met by it
    When executing query:
      """
      UNWIND [1, 2] AS i WITH i, [] AS rs MATCH (f)-[rs*0..]->(s) CREATE (:New)
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes  | 4 |
      | +labels | 1 |

  Scenario Outline: [4] What is no node matches no node
    When executing query:
      """
      MATCH (n) WITH n.n AS m <match> RETURN m
      """
    Then the result should be empty
    And no side effects

    Examples:
      | match                     |
      | MATCH (m)                 |
      | MATCH (m:A)               |
      | MATCH (m {n: 1})          |
      | MATCH p = (m)             |
      | MATCH (m)-->()            |
      | MATCH (m:A)-->()          |
      | MATCH ()-[m]->()          |
      | MATCH ()-[m {x: 1}]->()   |
      | WITH m WHERE EXISTS { (m) } |

  Scenario: [5] A relationship is no node
    When executing query:
      """
      MATCH (n)-[r]->() UNWIND [n, r, null] AS m MATCH (m) RETURN m
      """
    Then the result should be, in any order:
      | m           |
      | (:A {n: 1}) |
    And no side effects

  Scenario Outline: [6] A relationship has nodes at its ends
    When executing query:
      """
      MATCH (n) WITH n.n AS m <clause>
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType
    And no side effects

    Examples:
      | clause                  |
      | CREATE (m)-[:T]->()     |
      | CREATE (:A)<-[:T]-(m)   |
      | MERGE (m)-[:T]->()      |

  Scenario Outline: [7] What has been deleted matches nothing
    When executing query:
      """
      MATCH (a:A)-[r]->() DETACH DELETE a WITH a, r <match> RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |
    And the side effects should be:
      | -nodes         | 1 |
      | -labels        | 1 |
      | -relationships | 1 |
      | -properties    | 2 |

    Examples:
      | match                              |
      | MATCH (a)                          |
      | MATCH (a:A)                        |
      | MATCH (a {n: 1})                   |
      | MATCH (a)-->()                     |
      | MATCH (a)-[*0..]->()               |
      | MATCH ()-[r]->()                   |
      | MATCH ()-[r:T {x: 1}]->()          |
      | WITH [r] AS rs MATCH ()-[rs*]->()  |
      | WITH a WHERE EXISTS { (a) }        |
      | WITH a WHERE COUNT { (a) } > 0     |

  Scenario: [8] And is null where it need not match
    When executing query:
      """
      MATCH (a:A) FOREACH (x IN [a] | DETACH DELETE x) WITH a OPTIONAL MATCH p = (a) RETURN p
      """
    Then the result should be, in any order:
      | p    |
      | null |
    And the side effects should be:
      | -nodes         | 1 |
      | -labels        | 1 |
      | -relationships | 1 |
      | -properties    | 2 |
