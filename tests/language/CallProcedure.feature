Feature: CallProcedure - The procedures every database has

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:Person:Author {name: 'Ann', born: 1950}), (b:Book {title: 'Sand'}),
             (a)-[:WROTE {year: 1999}]->(b), (a)-[:OWNS]->(b)
      """

  Scenario: [1] The labels
    When executing query:
      """
      CALL db.labels()
      """
    Then the result should be, in any order:
      | label    |
      | 'Person' |
      | 'Author' |
      | 'Book'   |
    And no side effects

  Scenario: [2] The relationship types
    When executing query:
      """
      CALL db.relationshipTypes()
      """
    Then the result should be, in any order:
      | relationshipType |
      | 'WROTE'          |
      | 'OWNS'           |
    And no side effects

  Scenario: [3] The property keys
    When executing query:
      """
      CALL db.propertyKeys()
      """
    Then the result should be, in any order:
      | propertyKey |
      | 'name'      |
      | 'born'      |
      | 'title'     |
      | 'year'      |
    And no side effects

  Scenario: [4] A call that is the whole statement needs no brackets
    When executing query:
      """
      CALL db.labels
      """
    Then the result should be, in any order:
      | label    |
      | 'Person' |
      | 'Author' |
      | 'Book'   |
    And no side effects

  Scenario: [5] Columns to go on with
    When executing query:
      """
      CALL db.labels() YIELD label RETURN label ORDER BY label
      """
    Then the result should be, in order:
      | label    |
      | 'Author' |
      | 'Book'   |
      | 'Person' |
    And no side effects

  Scenario: [6] Columns by another name
    When executing query:
      """
      CALL db.labels() YIELD label AS l RETURN collect(size(l)) AS sizes
      """
    Then the result should be (ignoring element order for lists):
      | sizes     |
      | [6, 6, 4] |
    And no side effects

  Scenario: [7] A predicate on the columns
    When executing query:
      """
      CALL db.labels() YIELD label WHERE label STARTS WITH 'A' RETURN label
      """
    Then the result should be, in any order:
      | label    |
      | 'Author' |
    And no side effects

  Scenario: [8] For each row
    When executing query:
      """
      UNWIND [1, 2] AS x CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t, count(x) AS n
      """
    Then the result should be, in any order:
      | t       | n |
      | 'WROTE' | 2 |
      | 'OWNS'  | 2 |
    And no side effects

  Scenario: [9] Columns joined to the graph
    When executing query:
      """
      CALL db.labels() YIELD label MATCH (n) WHERE label IN labels(n) RETURN label, count(n) AS nodes
      """
    Then the result should be, in any order:
      | label    | nodes |
      | 'Person' | 1     |
      | 'Author' | 1     |
      | 'Book'   | 1     |
    And no side effects

  Scenario: [10] What nodes have
    When executing query:
      """
      CALL db.schema.nodeTypeProperties() YIELD nodeLabels, propertyName
      WHERE 'Book' IN nodeLabels
      RETURN nodeLabels, propertyName
      """
    Then the result should be, in any order:
      | nodeLabels | propertyName |
      | ['Book']   | 'title'      |
    And no side effects

  Scenario: [11] Nodes of several labels are a kind of their own
    When executing query:
      """
      CALL db.schema.nodeTypeProperties() YIELD nodeLabels, propertyName
      WHERE 'Author' IN nodeLabels
      RETURN size(nodeLabels) AS labels, propertyName
      """
    Then the result should be, in any order:
      | labels | propertyName |
      | 2      | 'name'       |
      | 2      | 'born'       |
    And no side effects

  Scenario: [12] What relationships have
    When executing query:
      """
      CALL db.schema.relTypeProperties() YIELD relType, propertyName
      RETURN count(*) AS rows, collect(propertyName) AS names
      """
    Then the result should be, in any order:
      | rows | names    |
      | 2    | ['year'] |
    And no side effects

  Scenario: [13] The program
    When executing query:
      """
      CALL dbms.components() YIELD name, versions, edition RETURN count(*) AS n, size(collect(versions)[0]) > 0 AS versioned
      """
    Then the result should be, in any order:
      | n | versioned |
      | 1 | true      |
    And no side effects

  Scenario: [14] No documents
    When executing query:
      """
      CALL sources()
      """
    Then the result should be empty
    And no side effects

  Scenario: [15] A procedure that is not there
    When executing query:
      """
      CALL db.label()
      """
    Then a ProcedureError should be raised at compile time: ProcedureNotFound
    And no side effects

  Scenario: [16] Too many arguments
    When executing query:
      """
      CALL db.labels(1)
      """
    Then a SyntaxError should be raised at compile time: InvalidNumberOfArguments
    And no side effects

  Scenario: [17] Inside a query the arguments are written
    When executing query:
      """
      CALL db.awaitIndex RETURN 1
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentPassingMode
    And no side effects

  Scenario: [18] A column with a name already in use
    When executing query:
      """
      WITH 'x' AS label CALL db.labels() YIELD label RETURN label
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound
    And no side effects

  Scenario: [19] All columns inside a query
    When executing query:
      """
      CALL db.labels() YIELD * RETURN label
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
    And no side effects

  Scenario: [20] A column that is not yielded
    When executing query:
      """
      CALL db.labels() YIELD label AS l RETURN label
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario Outline: [21] Parentheses are written even where there are no arguments
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentPassingMode
    And no side effects

    Examples:
      | query                                   |
      | CALL db.labels YIELD label RETURN label |
      | MATCH (n) CALL db.labels RETURN n       |

  Scenario: [22] An index is there at once
    And having executed:
      """
      CREATE INDEX by_name FOR (p:Person) ON (p.name)
      """
    When executing query:
      """
      CALL db.awaitIndexes(10) CALL db.awaitIndex('by_name', 10) CALL db.ping() YIELD success RETURN success
      """
    Then the result should be, in any order:
      | success |
      | true    |
    And no side effects

  Scenario: [23] There is no waiting for an index nobody declared
    When executing query:
      """
      CALL db.awaitIndex('nope')
      """
    Then a SemanticError should be raised at runtime: SchemaRuleNotFound
    And no side effects

  Scenario: [24] A call that is the whole statement needs none
    When executing query:
      """
      CALL db.labels YIELD label
      """
    Then the result should be, in any order:
      | label    |
      | 'Person' |
      | 'Author' |
      | 'Book'   |
    And no side effects
