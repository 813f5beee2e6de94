Feature: LoadCsv - Reading tables from files

  # A scenario has no files: these tell what holds before a file is opened.

  Scenario: [1] No rows, no files
    Given an empty graph
    When executing query:
      """
      UNWIND [] AS file
      LOAD CSV FROM file AS line
      RETURN line
      """
    Then the result should be empty
    And no side effects

  Scenario: [2] Files are closed until a folder is opened
    Given an empty graph
    When executing query:
      """
      LOAD CSV FROM 'file:///people.csv' AS line RETURN line
      """
    Then a Io should be raised at runtime: LoadCsvFailed
    And no side effects

  Scenario: [3] A refused file leaves no trace of the rows before it
    Given an empty graph
    When executing query:
      """
      CREATE (:Before)
      WITH 1 AS one
      LOAD CSV WITH HEADERS FROM 'file:///people.csv' AS line
      CREATE (:Person {name: line.name})
      """
    Then a Io should be raised at runtime: LoadCsvFailed
    And no side effects

  Scenario: [4] The line has a name already in use
    Given an empty graph
    When executing query:
      """
      WITH 1 AS line LOAD CSV FROM 'file:///people.csv' AS line RETURN line
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound
    And no side effects

  Scenario: [5] The address is an integer
    Given an empty graph
    When executing query:
      """
      LOAD CSV FROM 1 AS line RETURN line
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType
    And no side effects

  Scenario: [6] The address is a variable that is not there
    Given an empty graph
    When executing query:
      """
      LOAD CSV FROM file AS line RETURN line
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [7] The address does not see the line
    Given an empty graph
    When executing query:
      """
      LOAD CSV FROM line AS line RETURN line
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects
