Feature: IS TRUE, IS UNKNOWN, IS NORMALIZED

  Scenario: [1] Tests of truth are never null
    Given any graph
    When executing query:
      """
      UNWIND [true, false, null] AS x
      RETURN x IS TRUE AS a, x IS NOT TRUE AS b, x IS FALSE AS c, x IS NOT FALSE AS d, x IS UNKNOWN AS e, x IS NOT UNKNOWN AS f
      """
    Then the result should be, in any order:
      | a     | b     | c     | d     | e     | f     |
      | true  | false | false | true  | false | true  |
      | false | true  | true  | false | false | true  |
      | false | true  | false | true  | true  | false |
    And no side effects

  Scenario: [2] A name in back-ticks is a label
    Given an empty graph
    And having executed:
      """
      CREATE (:`TRUE`)
      """
    When executing query:
      """
      MATCH (n) RETURN n IS `TRUE` AS labelled
      """
    Then the result should be, in any order:
      | labelled |
      | true     |
    And no side effects

  Scenario: [3] Normal forms
    Given any graph
    When executing query:
      """
      RETURN 'a' IS NORMALIZED AS a, 'ﬁ' IS NFKC NORMALIZED AS b, 'ﬁ' IS NOT NFKD NORMALIZED AS c, normalize('ﬁ', NFKC) AS d, null IS NORMALIZED AS e
      """
    Then the result should be, in any order:
      | a    | b     | c    | d    | e    |
      | true | false | true | 'fi' | null |
    And no side effects
