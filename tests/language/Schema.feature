Feature: Schema - Indexes and constraints

  Scenario: [1] Indexes are declared, listed and dropped
    Given an empty graph
    And having executed:
      """
      CREATE INDEX by_name FOR (p:Person) ON (p.name)
      """
    And having executed:
      """
      CREATE RANGE INDEX FOR ()-[r:KNOWS]-() ON (r.since, r.until)
      """
    And having executed:
      """
      CREATE INDEX gone IF NOT EXISTS FOR (p:Person) ON (p.born)
      """
    And having executed:
      """
      DROP INDEX gone
      """
    When executing query:
      """
      SHOW INDEXES
      """
    Then the result should be, in order:
      | name                      | type    | entityType     | labelsOrTypes | properties         |
      | 'by_name'                 | 'RANGE' | 'NODE'         | ['Person']    | ['name']           |
      | 'index_KNOWS_since_until' | 'RANGE' | 'RELATIONSHIP' | ['KNOWS']     | ['since', 'until'] |
    And no side effects

  Scenario: [2] A unique property
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT one_name FOR (p:Person) REQUIRE p.name IS UNIQUE
      """
    And having executed:
      """
      CREATE (:Person {name: 'a'}), (:Person), (:Person), (:Dog {name: 'a'})
      """
    When executing query:
      """
      CREATE (:Person {name: 'b'}), (:Person {name: 'a'})
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed
    When executing control query:
      """
      MATCH (p:Person) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |

  Scenario: [3] Labels and properties that come later count too, what is merged does not double
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT one_name FOR (p:Person) REQUIRE p.name IS UNIQUE
      """
    And having executed:
      """
      CREATE (:Person {name: 'a'}), (:Dog {name: 'a'})
      """
    And having executed:
      """
      MERGE (:Person {name: 'a'})
      """
    When executing query:
      """
      MATCH (d:Dog) SET d:Person
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [4] Two may change places
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (p:Person) REQUIRE p.n IS UNIQUE
      """
    And having executed:
      """
      CREATE (:Person {n: 1}), (:Person {n: 2})
      """
    When executing query:
      """
      MATCH (p:Person) SET p.n = 3 - p.n RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 2 |

  Scenario: [5] A property that has to be there
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (p:Person) REQUIRE p.name IS NOT NULL
      """
    And having executed:
      """
      CREATE (:Person {name: 'a'})
      """
    When executing query:
      """
      MATCH (p:Person) REMOVE p.name
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [6] Keys of several properties
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (p:P) REQUIRE (p.a, p.b) IS NODE KEY
      """
    And having executed:
      """
      CREATE (:P {a: 1, b: 1}), (:P {a: 1, b: 2})
      """
    When executing query:
      """
      CREATE (:P {a: 1, b: 2})
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [7] Relationships
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR ()-[r:R]-() REQUIRE r.id IS UNIQUE
      """
    And having executed:
      """
      CREATE ()-[:R {id: 1}]->(), ()-[:S {id: 1}]->(), ()-[:R]->(), ()-[:R]->()
      """
    When executing query:
      """
      CREATE ()-[:R {id: 1}]->()
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [8] A constraint the graph does not keep
    Given an empty graph
    And having executed:
      """
      CREATE (:P {n: 1}), (:P {n: 1})
      """
    When executing query:
      """
      CREATE CONSTRAINT FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed
    When executing control query:
      """
      SHOW CONSTRAINTS
      """
    Then the result should be empty

  Scenario: [9] The same twice
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT c FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    And having executed:
      """
      CREATE CONSTRAINT c IF NOT EXISTS FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    When executing query:
      """
      CREATE CONSTRAINT c FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    Then a SemanticError should be raised at runtime: SchemaRuleAlreadyExists

  Scenario: [10] One that is not there
    Given an empty graph
    And having executed:
      """
      DROP CONSTRAINT c IF EXISTS
      """
    When executing query:
      """
      DROP CONSTRAINT c
      """
    Then a SemanticError should be raised at runtime: SchemaRuleNotFound

  Scenario: [11] Choosing from what is declared
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT a FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    And having executed:
      """
      CREATE CONSTRAINT b FOR ()-[r:R]-() REQUIRE r.n IS NOT NULL
      """
    When executing query:
      """
      SHOW CONSTRAINTS YIELD name, type WHERE name = 'b' RETURN type
      """
    Then the result should be, in any order:
      | type                              |
      | 'RELATIONSHIP_PROPERTY_EXISTENCE' |
    And no side effects

  Scenario: [12] The graph of labels
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B), (:A)-[:R]->(:B), (:A)
      """
    When executing query:
      """
      CALL db.schema.visualization() YIELD nodes, relationships RETURN nodes, relationships
      """
    Then the result should be, in any order:
      | nodes                                            | relationships                                     |
      | [{name: 'A', count: 3}, {name: 'B', count: 2}]   | [{name: 'R', start: 'A', end: 'B', count: 2}]     |
    And no side effects
