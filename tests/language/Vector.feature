Feature: Vector - How alike lists of numbers are

  Scenario Outline: [1] Similarity
    Given an empty graph
    When executing query:
      """
      RETURN <call> AS x
      """
    Then the result should be, in any order:
      | x   |
      | <x> |
    And no side effects

    Examples:
      | call                                          | x    |
      | vector.similarity.cosine([1, 0], [2.0, 0])    | 1.0  |
      | vector.similarity.cosine([1, 0], [0, 1])      | 0.5  |
      | vector.similarity.cosine([1, 0], [-3, 0])     | 0.0  |
      | vector.similarity.euclidean([1, 2], [1, 2])   | 1.0  |
      | vector.similarity.euclidean([0, 0], [1, 1.0]) | 0.3333333333333333 |
      | vector.similarity.cosine(null, [0, 1])        | null |

  Scenario Outline: [2] What is no pair of vectors
    Given an empty graph
    When executing query:
      """
      WITH <a> AS a, <b> AS b RETURN <function>(a, b) AS x
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue
    And no side effects

    Examples:
      | function                    | a      | b      |
      | vector.similarity.cosine    | [1]    | [1, 2] |
      | vector.similarity.cosine    | [0, 0] | [1, 2] |
      | vector.similarity.euclidean | []     | []     |
      | vector.similarity.euclidean | ['a']  | [1]    |
