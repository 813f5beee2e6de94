Feature: DynamicLabels - Labels and types whose names are computed

  Scenario: [1] A node is created with a label that is computed
    Given an empty graph
    When executing query:
      """
      WITH 'Foo' AS label CREATE (n:$(label)) RETURN labels(n) AS labels
      """
    Then the result should be, in any order:
      | labels  |
      | ['Foo'] |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 1 |

  Scenario: [2] Written labels, a list of names and another name together
    Given an empty graph
    When executing query:
      """
      CREATE (n:A:$(['B', 'C']):$('D')) RETURN labels(n) AS labels
      """
    Then the result should be (ignoring element order for lists):
      | labels               |
      | ['A', 'B', 'C', 'D'] |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 4 |

  Scenario: [3] Each row's node has its own label
    Given an empty graph
    When executing query:
      """
      UNWIND ['A', 'B'] AS label CREATE (n:$(label)) RETURN label, labels(n) AS labels
      """
    Then the result should be, in any order:
      | label | labels |
      | 'A'   | ['A']  |
      | 'B'   | ['B']  |
    And the side effects should be:
      | +nodes  | 2 |
      | +labels | 2 |

  Scenario: [4] A relationship is created with a type that is computed
    Given an empty graph
    When executing query:
      """
      UNWIND ['R', 'S'] AS kind CREATE ()-[r:$(kind)]->() RETURN type(r) AS type
      """
    Then the result should be, in any order:
      | type |
      | 'R'  |
      | 'S'  |
    And the side effects should be:
      | +nodes         | 4 |
      | +relationships | 2 |

  Scenario: [5] A relationship has one type
    Given an empty graph
    When executing query:
      """
      CREATE ()-[r:$(['R', 'S'])]->()
      """
    Then a TypeError should be raised at runtime: NoSingleRelationshipType
    And no side effects

  Scenario: [6] Nodes are found by a label that is computed
    Given an empty graph
    And having executed:
      """
      CREATE (:A {k: 1}), (:B {k: 2}), (:A:B {k: 3})
      """
    When executing query:
      """
      WITH 'A' AS label MATCH (n:$(label)) RETURN n.k AS k
      """
    Then the result should be, in any order:
      | k |
      | 1 |
      | 3 |
    And no side effects

  Scenario: [7] All names of a list, or any of them
    Given an empty graph
    And having executed:
      """
      CREATE (:A {k: 1}), (:B {k: 2}), (:A:B {k: 3}), ({k: 4})
      """
    When executing query:
      """
      WITH ['A', 'B'] AS names
      RETURN COLLECT { MATCH (n:$(names)) RETURN n.k } AS listed,
             COLLECT { MATCH (n:$all(names)) RETURN n.k } AS every,
             COUNT { MATCH (n:$any(names)) } AS some,
             COUNT { MATCH (n:$all([])) } AS none,
             COUNT { MATCH (n:$any([])) } AS never
      """
    Then the result should be, in any order:
      | listed | every | some | none | never |
      | [3]    | [3]   | 3    | 4    | 0     |
    And no side effects

  Scenario: [8] Computed names as a part of a label expression
    Given an empty graph
    And having executed:
      """
      CREATE (:A {k: 1}), (:B {k: 2}), (:A:B {k: 3}), (:C {k: 4})
      """
    When executing query:
      """
      WITH 'A' AS a, 'C' AS c
      MATCH (n:!$(a)|B&!$(c)) RETURN n.k AS k
      """
    Then the result should be, in any order:
      | k |
      | 2 |
      | 3 |
      | 4 |
    And no side effects

  Scenario: [9] Relationships are found by a type that is computed
    Given an empty graph
    And having executed:
      """
      CREATE (a)-[:R {k: 1}]->(b), (a)-[:S {k: 2}]->(b), (b)-[:T {k: 3}]->(a)
      """
    When executing query:
      """
      WITH 'R' AS kind, ['S', 'T'] AS kinds
      RETURN COLLECT { MATCH ()-[r:$(kind)]->() RETURN r.k } AS one,
             COUNT { MATCH ()-[r:$any(kinds)]->() } AS two,
             COUNT { MATCH ()-[r:$all(kinds)]->() } AS none,
             COUNT { MATCH ()-[r:!$(kind)]->() } AS others
      """
    Then the result should be, in any order:
      | one | two | none | others |
      | [1] | 2   | 0    | 2      |
    And no side effects

  Scenario: [10] Computed types on relationships of variable length and in quantified paths
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->()-[:R]->()-[:S]->()
      """
    When executing query:
      """
      WITH 'R' AS kind, 'A' AS label
      RETURN COUNT { MATCH (:$(label))-[:$(kind)*]->() } AS walked,
             COUNT { MATCH (:$(label)) (()-[:$(kind)]->()){1,3} () } AS repeated,
             COUNT { MATCH ANY SHORTEST (:$(label))-[:$(kind)]->+() } AS searched
      """
    Then the result should be, in any order:
      | walked | repeated | searched |
      | 2      | 2        | 2        |
    And no side effects

  Scenario: [11] A label test with a computed name
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B)
      """
    When executing query:
      """
      MATCH (a)-[r]->(b)
      RETURN a:$('A') AS a, b:$('A') AS b, r:$('R') AS r, a:$any(['A', 'Z']) AS some, null:$('A') AS nothing
      """
    Then the result should be, in any order:
      | a    | b     | r    | some | nothing |
      | true | false | true | true | null    |
    And no side effects

  Scenario: [12] Labels are set and removed
    Given an empty graph
    And having executed:
      """
      CREATE (:Old {names: ['X', 'Y']})
      """
    When executing query:
      """
      MATCH (n:Old)
      SET n:$(n.names), n:Kept:$('More')
      REMOVE n:Old:$('X')
      RETURN labels(n) AS labels
      """
    Then the result should be (ignoring element order for lists):
      | labels                |
      | ['Y', 'Kept', 'More'] |
    And the side effects should be:
      | +labels | 3 |
      | -labels | 1 |

  Scenario: [13] MERGE finds by computed names, or creates with them
    Given an empty graph
    And having executed:
      """
      CREATE (:A {k: 1})
      """
    When executing query:
      """
      UNWIND ['A', 'B', 'B'] AS label
      MERGE (n:$(label))
      WITH collect(DISTINCT n) AS nodes
      RETURN size(nodes) AS size
      """
    Then the result should be, in any order:
      | size |
      | 2    |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 1 |

  Scenario: [14] MERGE of a relationship whose type is computed
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B)
      """
    When executing query:
      """
      MATCH (a:A), (b:B)
      UNWIND ['R', 'S', 'S'] AS kind
      MERGE (a)-[r:$(kind)]->(b)
      RETURN count(DISTINCT r) AS relationships
      """
    Then the result should be, in any order:
      | relationships |
      | 2             |
    And the side effects should be:
      | +relationships | 1 |

  Scenario: [15] Nodes with computed labels are not seen by the scan that feeds the CREATE
    Given an empty graph
    And having executed:
      """
      CREATE (:A), (:A)
      """
    When executing query:
      """
      MATCH (a:A) CREATE (b:$('A')) RETURN count(*) AS rows
      """
    Then the result should be, in any order:
      | rows |
      | 2    |
    And the side effects should be:
      | +nodes | 2 |

  Scenario: [16] A name is a text
    Given an empty graph
    When executing query:
      """
      WITH {name: 1} AS map CREATE (n:$(map.name))
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType
    And no side effects

  Scenario: [17] Null is no name
    Given an empty graph
    And having executed:
      """
      CREATE (:A)
      """
    When executing query:
      """
      MATCH (n) SET n:$(n.missing)
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType
    And no side effects

  Scenario: [18] An integer is no name
    Given an empty graph
    When executing query:
      """
      MATCH (n:$(1)) RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType
    And no side effects

  Scenario: [19] What is created has labels, not a choice of them
    Given an empty graph
    When executing query:
      """
      CREATE (n:$any(['A', 'B']))
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
    And no side effects

  Scenario: [20] A name is not empty
    Given an empty graph
    When executing query:
      """
      CREATE (n:$(''))
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue
    And no side effects

  Scenario: [21] A parameter alone is no label
    Given an empty graph
    And parameters are:
      | label | 'A' |
    When executing query:
      """
      MATCH (n:$label) RETURN n
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
    And no side effects

  Scenario: [22] A parameter as a label
    Given an empty graph
    And parameters are:
      | label | 'A' |
    When executing query:
      """
      CREATE (n:$($label)) RETURN labels(n) AS labels
      """
    Then the result should be, in any order:
      | labels |
      | ['A']  |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 1 |
