Feature: Distinct
  Where only which nodes there are is asked, they are found without the ways to them; they are those the ways lead to.

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {x: 'a'})-[:R]->(b:N {x: 'b'})-[:R]->(c:N {x: 'c'}), (c)-[:R]->(d:N {x: 'd'}), (d)-[:R]->(b),
             (d)-[:R]->(e:N {x: 'e'})-[:R]->(f:N {x: 'f'}), (f)-[:R]->(f), (g:N {x: 'g'})-[:R]->(h:N {x: 'h'}), (g)-[:R]->(h)
      """

  Scenario Outline: [1] The ends of ways that take no relationship twice
    When executing query:
      """
      MATCH <pattern> WHERE s.x = '<start>' WITH DISTINCT t ORDER BY t.x RETURN count(DISTINCT t) AS n, collect(t.x) AS ends
      """
    Then the result should be, in any order:
      | n   | ends   |
      | <n> | <ends> |
    And no side effects

    Examples:
      | pattern                         | start | n | ends                           |
      | (s:N)-[:R]-()-[:R]-(t)          | a     | 2 | ['c', 'd']                     |
      | (s:N)-[:R]-()-[:R]-()-[:R]-(t)  | a     | 3 | ['c', 'd', 'e']                |
      | (s:N)-[:R]-()-[:R]-()-[:R]-(t)  | b     | 3 | ['b', 'e', 'f']                |
      | (s:N)-[:R]-()-[:R]-(t)          | g     | 1 | ['g']                          |
      | (s:N)-[:R]-()-[:R]-()-[:R]-(t)  | g     | 0 | []                             |
      | (s:N)-[:R]-()-[:R]-(t)          | f     | 2 | ['d', 'e']                     |
      | (s:N)-[:R*1..3]-(t)             | a     | 4 | ['b', 'c', 'd', 'e']           |
      | (s:N)-[:R*1..3]-(t)             | b     | 6 | ['a', 'b', 'c', 'd', 'e', 'f'] |
      | (s:N)-[:R*1..2]-(t)             | g     | 2 | ['g', 'h']                     |
      | (s:N)-[:R*]-(t)                 | f     | 6 | ['a', 'b', 'c', 'd', 'e', 'f'] |
      | (s:N)-[:R*0..]->(t)             | e     | 2 | ['e', 'f']                     |
      | (s:N)-[:R*]->(t)                | e     | 1 | ['f']                          |
      | (s:N)-[:R*]->(t)                | b     | 5 | ['b', 'c', 'd', 'e', 'f']      |

  Scenario Outline: [2] Ends that differ from where the way began
    When executing query:
      """
      MATCH <pattern> WHERE s.x = '<start>' AND s <> t RETURN count(DISTINCT t) AS n
      """
    Then the result should be, in any order:
      | n   |
      | <n> |
    And no side effects

    Examples:
      | pattern                        | start | n |
      | (s:N)-[:R]-()-[:R]-()-[:R]-(t) | b     | 2 |
      | (s:N)-[:R]-()-[:R]-(t)         | g     | 0 |
      | (s:N)-[:R*1..3]-(t)            | b     | 5 |
      | (s:N)-[:R*]->(t)               | b     | 4 |
      | (s:N)-[:R*0..]->(t)            | e     | 1 |

  Scenario Outline: [3] From many nodes at once
    When executing query:
      """
      MATCH <pattern> RETURN count(DISTINCT t) AS n
      """
    Then the result should be, in any order:
      | n   |
      | <n> |
    And no side effects

    Examples:
      | pattern                                     | n |
      | (s:N)-[:R*1..2]->(t)                        | 6 |
      | (s:N)-[:R*1..2]->(t) WHERE s <> t           | 6 |
      | (s:N)-[:R*1..2]-(t) WHERE s.x IN ['a', 'f'] | 5 |
      | (s:N)-[:R*1..2]-(t) WHERE s.x IN ['a', 'b'] | 5 |
      | (s:N)-[:R]->(t) WHERE s <> t                | 6 |
