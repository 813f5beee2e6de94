Feature: Point - Points, distances and boxes

  Scenario Outline: [1] Coordinates
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                | value  |
      | point({x: 1, y: 2}).x                                     | 1.0    |
      | point({x: 1, y: 2}).y                                     | 2.0    |
      | point({x: 1, y: 2, z: 3}).z                               | 3.0    |
      | point({longitude: 56, latitude: 12}).x                    | 56.0   |
      | point({longitude: 56, latitude: 12}).latitude             | 12.0   |
      | point({longitude: 56, latitude: 12, height: 1000}).height | 1000.0 |
      | point({longitude: 56, latitude: 12, height: 1000}).z      | 1000.0 |

  Scenario Outline: [2] Coordinate systems
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                         | value          |
      | point({x: 1, y: 2}).crs                            | 'cartesian'    |
      | point({x: 1, y: 2}).srid                           | 7203           |
      | point({x: 1, y: 2, z: 3}).crs                      | 'cartesian-3d' |
      | point({x: 1, y: 2, z: 3}).srid                     | 9157           |
      | point({longitude: 1, latitude: 2}).crs             | 'wgs-84'       |
      | point({longitude: 1, latitude: 2}).srid            | 4326           |
      | point({longitude: 1, latitude: 2, height: 3}).crs  | 'wgs-84-3d'    |
      | point({longitude: 1, latitude: 2, height: 3}).srid | 4979           |
      | point({x: 1, y: 2, srid: 4326}).latitude           | 2.0            |
      | point({x: 1, y: 2, crs: 'WGS-84'}).longitude       | 1.0            |

  Scenario Outline: [3] Distances in a plane and in space
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                           | value |
      | point.distance(point({x: 0, y: 0}), point({x: 3, y: 4}))             | 5.0   |
      | point.distance(point({x: 0, y: 0, z: 0}), point({x: 1, y: 2, z: 2})) | 3.0   |
      | point.distance(point({x: 1, y: 1}), point({x: 1, y: 1}))             | 0.0   |

  Scenario Outline: [4] Distances on the Earth, in metres
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                                                                        | value |
      | point.distance(point({longitude: 0, latitude: 0}), point({longitude: 0, latitude: 0}))                            | 0.0   |
      | 111000 < point.distance(point({longitude: 0, latitude: 0}), point({longitude: 1, latitude: 0})) < 111400          | true  |
      | 111000 < point.distance(point({longitude: 179.5, latitude: 0}), point({longitude: -179.5, latitude: 0})) < 111400 | true  |
      | 20000000 < point.distance(point({longitude: 0, latitude: 90}), point({longitude: 0, latitude: -90})) < 20050000   | true  |

  Scenario Outline: [5] Distances that cannot be told
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                              | value |
      | point.distance(point({x: 0, y: 0}), null)                               | null  |
      | point.distance(null, point({x: 0, y: 0}))                               | null  |
      | point.distance(point({x: 0, y: 0}), point({longitude: 0, latitude: 0})) | null  |
      | point.distance(point({x: 0, y: 0}), point({x: 0, y: 0, z: 0}))          | null  |

  Scenario Outline: [6] In a box
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                                                        | value |
      | point.withinBBox(point({x: 1, y: 1}), point({x: 0, y: 0}), point({x: 2, y: 2}))                   | true  |
      | point.withinBBox(point({x: 2, y: 0}), point({x: 0, y: 0}), point({x: 2, y: 2}))                   | true  |
      | point.withinBBox(point({x: 3, y: 1}), point({x: 0, y: 0}), point({x: 2, y: 2}))                   | false |
      | point.withinBBox(point({x: 1, y: 1}), point({x: 2, y: 2}), point({x: 0, y: 0}))                   | false |
      | point.withinBBox(point({x: 1, y: 1, z: 5}), point({x: 0, y: 0, z: 0}), point({x: 2, y: 2, z: 2})) | false |
      | point.withinBBox(null, point({x: 0, y: 0}), point({x: 2, y: 2}))                                  | null  |
      | point.withinBBox(point({longitude: 1, latitude: 1}), point({x: 0, y: 0}), point({x: 2, y: 2}))    | null  |

  Scenario Outline: [7] A box across the 180th meridian
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                                                                                              | value |
      | point.withinBBox(point({longitude: 180, latitude: 0}), point({longitude: 170, latitude: -10}), point({longitude: -170, latitude: 10}))  | true  |
      | point.withinBBox(point({longitude: -175, latitude: 0}), point({longitude: 170, latitude: -10}), point({longitude: -170, latitude: 10})) | true  |
      | point.withinBBox(point({longitude: 0, latitude: 0}), point({longitude: 170, latitude: -10}), point({longitude: -170, latitude: 10}))    | false |

  Scenario Outline: [8] Equality and comparison
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                               | value |
      | point({x: 1, y: 2}) = point({x: 1.0, y: 2.0})            | true  |
      | point({x: 1, y: 2}) = point({x: 2, y: 1})                | false |
      | point({x: 1, y: 2}) = point({longitude: 1, latitude: 2}) | false |
      | point({x: 1, y: 2}) <> point({x: 1, y: 2, z: 0})         | true  |
      | point({x: 1, y: 2}) < point({x: 3, y: 4})                | null  |

  Scenario Outline: [9] Null makes null
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                            | value |
      | point(null)                           | null  |
      | point({x: null, y: 1})                | null  |
      | point({longitude: 1, latitude: null}) | null  |

  Scenario: [10] As a property
    Given an empty graph
    And having executed:
      """
      CREATE (:Place {name: 'near', at: point({x: 1, y: 1})}), (:Place {name: 'far', at: point({x: 5, y: 5})}), (:Place {name: 'nowhere'})
      """
    When executing query:
      """
      MATCH (p:Place)
      WHERE point.distance(p.at, point({x: 0, y: 0})) < 2
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name   |
      | 'near' |
    And no side effects

  Scenario: [11] Points that are the same are one group
    Given an empty graph
    When executing query:
      """
      UNWIND [point({x: 1, y: 2}), point({x: 1.0, y: 2}), point({x: 2, y: 2})] AS p RETURN p.x AS x, count(*) AS n
      """
    Then the result should be, in any order:
      | x   | n |
      | 1.0 | 2 |
      | 2.0 | 1 |
    And no side effects

  Scenario: [12] Distinct points
    Given an empty graph
    When executing query:
      """
      UNWIND [point({x: 1, y: 2}), point({x: 1.0, y: 2}), point({longitude: 1, latitude: 2})] AS p RETURN count(DISTINCT p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario Outline: [13] Points that are none
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression                           | kind          | phase        | detail              |
      | point({x: 1})                        | ArgumentError | any time     | *                   |
      | point({})                            | ArgumentError | any time     | *                   |
      | point({longitude: 1, latitude: 91})  | ArgumentError | any time     | *                   |
      | point({longitude: 1, latitude: -91}) | ArgumentError | any time     | *                   |
      | point(1)                             | SyntaxError   | compile time | InvalidArgumentType |
