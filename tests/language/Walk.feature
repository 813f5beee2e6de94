Feature: Walk - One-line walks from stop to stop

  # Passages cannot be written by a statement, so that no evidence is asked for here beyond there being none.

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (qatar:Country {name: 'Qatar', aliases: ['State of Qatar']}), (peace:Event {name: 'Peace talks'}), (oman:Country {name: 'Oman'}), (un:Organization {name: 'United Nations'}),
             (qatar)-[:MEDIATED]->(peace), (oman)-[:MEDIATED]->(peace), (qatar)-[:HOSTED]->(peace),
             (peace)-[:BACKED_BY]->(un), (qatar)-[:NEIGHBOUR_OF]->(oman)
      """

  Scenario: [1] What it did
    When executing query:
      """
      Qatar -> mediated -> ?what
      """
    Then the result should be, in any order:
      | what          |
      | 'Peace talks' |
    And no side effects

  Scenario: [2] Who did it
    When executing query:
      """
      ?who -> mediated -> Peace talks
      """
    Then the result should be, in any order:
      | who     |
      | 'Qatar' |
      | 'Oman'  |
    And no side effects

  Scenario: [3] Against the arrow
    When executing query:
      """
      Peace talks <- mediated <- ?who
      """
    Then the result should be, in any order:
      | who     |
      | 'Qatar' |
      | 'Oman'  |
    And no side effects

  Scenario: [4] Two unknowns
    When executing query:
      """
      Qatar -> mediated -> ?event -> backed by -> ?body
      """
    Then the result should be, in any order:
      | event         | body             |
      | 'Peace talks' | 'United Nations' |
    And no side effects

  Scenario: [5] Alternatives
    When executing query:
      """
      Qatar -> mediated|neighbour of -> ?x
      """
    Then the result should be, in any order:
      | x             |
      | 'Peace talks' |
      | 'Oman'        |
    And no side effects

  Scenario: [6] Any relation
    When executing query:
      """
      Qatar -> ?how -> ?x
      """
    Then the result should be, in any order:
      | how            | x             |
      | 'MEDIATED'     | 'Peace talks' |
      | 'HOSTED'       | 'Peace talks' |
      | 'NEIGHBOUR_OF' | 'Oman'        |
    And no side effects

  Scenario: [7] A label on the unknown
    When executing query:
      """
      Qatar -> ? -> ?x:Country
      """
    Then the result should be, in any order:
      | relation       | x      |
      | 'NEIGHBOUR_OF' | 'Oman' |
    And no side effects

  Scenario: [8] Either direction
    When executing query:
      """
      Oman -- neighbour of -- ?x
      """
    Then the result should be, in any order:
      | x       |
      | 'Qatar' |
    And no side effects

  Scenario: [9] Names in any case, relations with any word break
    When executing query:
      """
      qATAR -> NEIGHBOUR_OF -> ?x
      """
    Then the result should be, in any order:
      | x      |
      | 'Oman' |
    And no side effects

  Scenario: [10] By an alias
    When executing query:
      """
      state of qatar -> mediated -> ?x
      """
    Then the result should be, in any order:
      | x             |
      | 'Peace talks' |
    And no side effects

  Scenario: [11] Arrows of other alphabets
    When executing query:
      """
      Qatar → mediated → ?x
      """
    Then the result should be, in any order:
      | x             |
      | 'Peace talks' |
    And no side effects

  Scenario: [12] A walk nobody walked
    When executing query:
      """
      Oman -> hosted -> ?x
      """
    Then the result should be empty
    And no side effects

  Scenario: [13] It is the query it stands for
    When executing query:
      """
      Qatar -> hosted -> ?x
      """
    Then the result should be, in any order:
      | x             |
      | 'Peace talks' |
    And no side effects
    When executing control query:
      """
      MATCH (:Country {name: 'Qatar'})-[:HOSTED]->(x) RETURN x.name AS x
      """
    Then the result should be, in any order:
      | x             |
      | 'Peace talks' |

  Scenario: [14] What no passage supports has none
    When executing query:
      """
      MATCH (n)-[r:HOSTED]->() RETURN evidence(n) AS n, evidence(r) AS r
      """
    Then the result should be, in any order:
      | n  | r  |
      | [] | [] |
    And no side effects

  Scenario: [15] A name that is not there
    When executing query:
      """
      Atlantis -> mediated -> ?x
      """
    Then a SemanticError should be raised at compile time: NameNotFound
    And no side effects

  Scenario: [16] A relation that is not there
    When executing query:
      """
      Qatar -> swallowed -> ?x
      """
    Then a SemanticError should be raised at compile time: RelationNotFound
    And no side effects

  Scenario: [17] A walk without its last stop
    When executing query:
      """
      Qatar -> mediated
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
    And no side effects

  Scenario: [18] A name that two have
    Given having executed:
      """
      CREATE (:Country {name: 'Twin'}), (:Event {name: 'Twin'})
      """
    When executing query:
      """
      Twin -> mediated -> ?x
      """
    Then a SemanticError should be raised at compile time: AmbiguousName
    And no side effects
