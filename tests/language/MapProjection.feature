Feature: MapProjection - Maps made of the properties of a node, a relationship or a map

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (ann:Person {name: 'Ann', age: 30, `home town`: 'Oslo'}),
             (bob:Person {name: 'Bob', age: 40}),
             (ann)-[:KNOWS {since: 2001}]->(bob),
             (bob)-[:KNOWS {since: 2002}]->(:Person {name: 'Cid'})
      """

  Scenario: [1] Chosen properties
    When executing query:
      """
      MATCH (n:Person {name: 'Ann'})
      RETURN n {.name, .age} AS m
      """
    Then the result should be, in any order:
      | m                      |
      | {name: 'Ann', age: 30} |
    And no side effects

  Scenario: [2] All properties
    When executing query:
      """
      MATCH (n:Person {name: 'Bob'}) RETURN n {.*} AS m
      """
    Then the result should be, in any order:
      | m                      |
      | {name: 'Bob', age: 40} |
    And no side effects

  Scenario: [3] All properties and more
    When executing query:
      """
      MATCH (n:Person {name: 'Bob'}) RETURN n {.*, older: n.age + 1} AS m
      """
    Then the result should be, in any order:
      | m                                 |
      | {name: 'Bob', age: 40, older: 41} |
    And no side effects

  Scenario: [4] An entry takes the place of a property
    When executing query:
      """
      MATCH (n:Person {name: 'Bob'}) RETURN n {.*, age: 1} AS m
      """
    Then the result should be, in any order:
      | m                     |
      | {name: 'Bob', age: 1} |
    And no side effects

  Scenario: [5] A property that is not there
    When executing query:
      """
      MATCH (n:Person {name: 'Ann'})
      RETURN n {.name, .shoe} AS m
      """
    Then the result should be, in any order:
      | m                         |
      | {name: 'Ann', shoe: null} |
    And no side effects

  Scenario: [6] A variable as an entry
    When executing query:
      """
      MATCH (n:Person {name: 'Ann'})
      WITH n, 3 AS k RETURN n {.name, k} AS m
      """
    Then the result should be, in any order:
      | m                   |
      | {name: 'Ann', k: 3} |
    And no side effects

  Scenario: [7] A property with a blank in its name
    When executing query:
      """
      MATCH (n:Person {name: 'Ann'})
      RETURN n {.`home town`} AS m
      """
    Then the result should be, in any order:
      | m                   |
      | {home town: 'Oslo'} |
    And no side effects

  Scenario: [8] Nothing at all
    When executing query:
      """
      MATCH (n:Person {name: 'Ann'})
      RETURN n {} AS m
      """
    Then the result should be, in any order:
      | m  |
      | {} |
    And no side effects

  Scenario: [9] From a relationship
    When executing query:
      """
      MATCH (:Person {name: 'Ann'})-[r]->()
      RETURN r {.since, kind: type(r)} AS m
      """
    Then the result should be, in any order:
      | m                            |
      | {since: 2001, kind: 'KNOWS'} |
    And no side effects

  Scenario: [10] From a map
    When executing query:
      """
      WITH {a: 1, b: 2} AS m RETURN m {.a, c: 3} AS r, m {.*, b: 4} AS s
      """
    Then the result should be, in any order:
      | r            | s            |
      | {a: 1, c: 3} | {a: 1, b: 4} |
    And no side effects

  Scenario: [11] From null
    When executing query:
      """
      OPTIONAL MATCH (n:Nobody) RETURN n {.name, one: 1} AS m
      """
    Then the result should be, in any order:
      | m    |
      | null |
    And no side effects

  Scenario: [12] Nested, with a list collected before
    When executing query:
      """
      MATCH (n:Person)-[:KNOWS]->(friend)
      WITH n, collect(friend {.name}) AS friends
      RETURN n {.name, friends} AS m
      """
    Then the result should be, in any order:
      | m                                       |
      | {name: 'Ann', friends: [{name: 'Bob'}]} |
      | {name: 'Bob', friends: [{name: 'Cid'}]} |
    And no side effects

  Scenario: [13] Of every item of a list
    When executing query:
      """
      WITH [{a: 1, b: 2}, {a: 3}] AS list
      RETURN [x IN list | x {.a, .b}] AS maps
      """
    Then the result should be, in any order:
      | maps                            |
      | [{a: 1, b: 2}, {a: 3, b: null}] |
    And no side effects

  Scenario: [14] With a pattern comprehension
    When executing query:
      """
      MATCH (n:Person {name: 'Ann'}) RETURN n {.name, knows: [(n)-[:KNOWS]->(m) | m.name]} AS m
      """
    Then the result should be, in any order:
      | m                             |
      | {name: 'Ann', knows: ['Bob']} |
    And no side effects

  Scenario: [15] As what rows are told apart by
    When executing query:
      """
      UNWIND [{a: 1, b: 2}, {a: 1, b: 3}] AS m RETURN DISTINCT m {.a} AS r
      """
    Then the result should be, in any order:
      | r      |
      | {a: 1} |
    And no side effects

  Scenario: [16] From a variable that is not there
    When executing query:
      """
      RETURN n {.name} AS m
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [17] An entry that is not there
    When executing query:
      """
      MATCH (n:Person {name: 'Ann'})
      RETURN n {.name, k} AS m
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [18] From an integer
    When executing query:
      """
      WITH 1 AS n RETURN n {.name} AS m
      """
    Then a TypeError should be raised at any time: InvalidArgumentType
    And no side effects
