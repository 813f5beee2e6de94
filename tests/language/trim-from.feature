Feature: trim with a side and FROM

  Scenario: [1] Both sides, one side, blanks
    Given any graph
    When executing query:
      """
      RETURN trim(BOTH 'x' FROM 'xxaxx') AS a, trim(LEADING 'x' FROM 'xax') AS b, trim(TRAILING 'x' FROM 'xax') AS c, trim('x' FROM 'xax') AS d, trim(BOTH FROM ' a ') AS e
      """
    Then the result should be, in any order:
      | a   | b    | c    | d   | e   |
      | 'a' | 'ax' | 'xa' | 'a' | 'a' |
    And no side effects

  Scenario: [2] The sides are names elsewhere
    Given any graph
    When executing query:
      """
      WITH ' a' AS both, ['b'] AS leading RETURN trim(both) AS a, trim(both + 'x') AS b, size(leading) AS c
      """
    Then the result should be, in any order:
      | a   | b    | c |
      | 'a' | 'ax' | 1 |
    And no side effects

  Scenario: [3] Other functions
    Given any graph
    When executing query:
      """
      RETURN toUpper('x' FROM 'y')
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax

  Scenario: [4] Blanks on both sides, with nothing but FROM
    Given any graph
    When executing query:
      """
      WITH ' z ' AS text RETURN trim(FROM ' z ') AS a, trim(FROM text) AS b, trim(from text + 'x') AS c, trim(FROM (text)) AS d,
             trim(FROM null) AS e, trim(FROM CASE WHEN true THEN text END) AS f, trim(BOTH ('x' + 'z') FROM 'zaxx') AS g
      """
    Then the result should be, in any order:
      | a   | b   | c     | d   | e    | f   | g  |
      | 'z' | 'z' | 'z x' | 'z' | null | 'z' | 'a' |
    And no side effects

  Scenario: [5] FROM is a name elsewhere
    Given any graph
    When executing query:
      """
      WITH -2 AS from RETURN abs(from) AS a, abs(from + 1) AS b, abs(from - 1) AS c, toString(from IN [from]) AS d, trim(toString(from)) AS e
      """
    Then the result should be, in any order:
      | a | b | c | d      | e    |
      | 2 | 1 | 3 | 'true' | '-2' |
    And no side effects

  Scenario: [6] The characters are called FROM
    Given any graph
    When executing query:
      """
      WITH 'x' AS from RETURN trim(from FROM 'xax') AS a
      """
    Then the result should be, in any order:
      | a   |
      | 'a' |
    And no side effects
