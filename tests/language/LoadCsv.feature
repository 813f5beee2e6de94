Feature: LoadCsv - Reading tables from files

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

  Scenario: [8] Lines are lists of text
    Given an empty graph
    And the file people.csv:
      """
      Ada,1815
      "Grace, Admiral",1906
      """
    When executing query:
      """
      LOAD CSV FROM 'file:///people.csv' AS line RETURN line
      """
    Then the result should be, in order:
      | line                       |
      | ['Ada', '1815']            |
      | ['Grace, Admiral', '1906'] |
    And no side effects

  Scenario: [9] With headings lines are maps, in which empty fields are null
    Given an empty graph
    And the file people.csv:
      """
      name;born
      Ada;1815
      Grace;
      """
    When executing query:
      """
      LOAD CSV WITH HEADERS FROM 'file:///people.csv' AS line FIELDTERMINATOR ';'
      RETURN line.name AS name, toInteger(line.born) AS born, line.nothing AS nothing
      """
    Then the result should be, in order:
      | name    | born | nothing |
      | 'Ada'   | 1815 | null    |
      | 'Grace' | null | null    |
    And no side effects

  Scenario: [10] Making a graph of a file
    Given an empty graph
    And the file knows.csv:
      """
      from,to
      Ada,Grace
      Grace,Barbara
      Ada,Barbara
      """
    When executing query:
      """
      LOAD CSV WITH HEADERS FROM 'knows.csv' AS line
      MERGE (a:Person {name: line.from})
      MERGE (b:Person {name: line.to})
      CREATE (a)-[:KNOWS]->(b)
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | 3 |
      | +labels        | 1 |
      | +properties    | 3 |
      | +relationships | 3 |

  Scenario: [11] Files outside the folder are not read
    Given an empty graph
    And the file people.csv:
      """
      Ada
      """
    When executing query:
      """
      LOAD CSV FROM 'file:///../../etc/passwd' AS line RETURN line
      """
    Then a Io should be raised at runtime: LoadExternalResourceFailed
    And no side effects

  Scenario: [12] A file that is not there
    Given an empty graph
    And the file people.csv:
      """
      Ada
      """
    When executing query:
      """
      LOAD CSV FROM 'file:///nobody.csv' AS line RETURN line
      """
    Then a Io should be raised at runtime: LoadExternalResourceFailed
    And no side effects

  Scenario: [13] Rows that are no lines of a file have no number and no file
    Given an empty graph
    When executing query:
      """
      RETURN file() AS file, linenumber() AS line
      """
    Then the result should be, in any order:
      | file | line |
      | null | null |
    And no side effects

  Scenario: [14] A record is on the line where it begins
    Given an empty graph
    And the file people.csv:
      """
      name,says

      Ada,"two
      lines"

      Grace,
      """
    When executing query:
      """
      LOAD CSV WITH HEADERS FROM 'people.csv' AS line RETURN line.name AS name, linenumber() AS number
      """
    Then the result should be, in order:
      | name    | number |
      | 'Ada'   | 3      |
      | 'Grace' | 6      |
    And no side effects

  Scenario: [15] A quote that is not closed
    Given an empty graph
    And the file people.csv:
      """
      Ada,1
      Grace,"2
      Barbara,3
      """
    When executing query:
      """
      LOAD CSV FROM 'people.csv' AS line RETURN line
      """
    Then a Io should be raised at runtime: LoadCsvFailed
    And no side effects

  Scenario: [16] Empty fields are null without headings, too
    Given an empty graph
    And the file people.csv:
      """
      Ada,,1
      ,"",
      """
    When executing query:
      """
      LOAD CSV FROM 'people.csv' AS line RETURN line
      """
    Then the result should be, in order:
      | line               |
      | ['Ada', null, '1'] |
      | [null, null, null] |
    And no side effects

  Scenario Outline: [17] Any character may stand between fields
    Given an empty graph
    And the file people.csv:
      """
      Ada<one>"x<one>""y"""<one>
      """
    When executing query:
      """
      LOAD CSV FROM 'people.csv' AS line FIELDTERMINATOR '<one>' RETURN line
      """
    Then the result should be, in order:
      | line                        |
      | ['Ada', 'x<one>"y"', null] |
    And no side effects

    Examples:
      | one |
      | ;   |
      | →   |
      | 😀  |

  Scenario Outline: [18] More or less than a character may not
    Given an empty graph
    And the file people.csv:
      """
      Ada
      """
    When executing query:
      """
      LOAD CSV FROM 'people.csv' AS line FIELDTERMINATOR <terminator> RETURN line
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue
    And no side effects

    Examples:
      | terminator |
      | ''         |
      | ';;'       |
      | '"'        |
      | '\n'       |
