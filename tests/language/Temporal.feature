Feature: Temporal - Dates, times, zones and durations

  Scenario Outline: [1] Weeks, days of the year and quarters in text
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
      | expression         | value        |
      | date('2024-W01-1') | '2024-01-01' |
      | date('2024W011')   | '2024-01-01' |
      | date('2020-W53-7') | '2021-01-03' |
      | date('2024-060')   | '2024-02-29' |
      | date('2023-365')   | '2023-12-31' |
      | date('2024-Q3-01') | '2024-07-01' |
      | date('2024-02')    | '2024-02-01' |
      | date('2024')       | '2024-01-01' |
      | date('20240229')   | '2024-02-29' |

  Scenario Outline: [2] Weeks, days of the year and quarters in maps
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
      | expression                                       | value        |
      | date({year: 2020, week: 53, dayOfWeek: 7})       | '2021-01-03' |
      | date({year: 2024, ordinalDay: 60})               | '2024-02-29' |
      | date({year: 2024, quarter: 4, dayOfQuarter: 92}) | '2024-12-31' |
      | date({year: 2024, week: 1})                      | '2024-01-01' |
      | date({year: 2024, month: 5})                     | '2024-05-01' |
      | date({year: 2024})                               | '2024-01-01' |

  Scenario Outline: [3] Parts of a date
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
      | expression                      | value |
      | date('2021-01-03').year         | 2021  |
      | date('2021-01-03').week         | 53    |
      | date('2021-01-03').weekYear     | 2020  |
      | date('2021-01-03').dayOfWeek    | 7     |
      | date('2021-01-03').weekDay      | 7     |
      | date('2021-01-03').quarter      | 1     |
      | date('2021-05-03').dayOfQuarter | 33    |
      | date('2024-12-31').ordinalDay   | 366   |
      | date('2024-12-30').weekYear     | 2025  |
      | date('2024-12-30').week         | 1     |

  Scenario Outline: [4] Chosen from another value
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
      | expression                                                                   | value                                |
      | date({date: date('2024-05-06'), day: 1})                                     | '2024-05-01'                         |
      | date(datetime('2024-05-06T23:00-02:00'))                                     | '2024-05-06'                         |
      | localtime(datetime('2024-05-06T23:00-02:00'))                                | '23:00'                              |
      | localdatetime({date: date('2024-05-06'), time: time('10:00+01:00')})         | '2024-05-06T10:00'                   |
      | time({time: localtime('12:00'), timezone: '+02:00'})                         | '12:00+02:00'                        |
      | time({time: time('12:00+01:00'), timezone: '+03:00'})                        | '14:00+03:00'                        |
      | datetime({datetime: datetime('2024-01-01T12:00+01:00'), timezone: '+03:00'}) | '2024-01-01T14:00+03:00'             |
      | datetime({date: date('2024-01-01'), hour: 5, timezone: 'Asia/Qatar'})        | '2024-01-01T05:00+03:00[Asia/Qatar]' |
      | localdatetime({datetime: datetime('2024-03-05T06:07:08Z'), second: 42})      | '2024-03-05T06:07:42'                |

  Scenario Outline: [5] Truncated dates
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
      | expression                                                | value        |
      | date.truncate('millennium', date('2017-11-11'))           | '2000-01-01' |
      | date.truncate('century', date('1984-10-11'))              | '1900-01-01' |
      | date.truncate('decade', date('2017-11-11'))               | '2010-01-01' |
      | date.truncate('year', date('2017-11-11'))                 | '2017-01-01' |
      | date.truncate('quarter', date('2017-11-11'))              | '2017-10-01' |
      | date.truncate('month', date('2024-02-29'))                | '2024-02-01' |
      | date.truncate('week', date('2024-01-07'))                 | '2024-01-01' |
      | date.truncate('weekYear', date('2021-01-02'))             | '2019-12-30' |
      | date.truncate('month', date('2024-02-29'), {day: 5})      | '2024-02-05' |
      | date.truncate('week', date('2024-01-07'), {dayOfWeek: 3}) | '2024-01-03' |
      | date.truncate('day', datetime('2024-02-29T12:00Z'))       | '2024-02-29' |

  Scenario Outline: [6] Truncated times
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
      | expression                                                                   | value                    |
      | datetime.truncate('hour', datetime('2024-02-29T12:34:56+02:00'))             | '2024-02-29T12:00+02:00' |
      | datetime.truncate('day', datetime('2024-02-29T12:34:56+02:00'), {minute: 5}) | '2024-02-29T00:05+02:00' |
      | localtime.truncate('minute', localtime('12:34:56.789'))                      | '12:34'                  |
      | localdatetime.truncate('second', localdatetime('2024-01-01T12:34:56.789'))   | '2024-01-01T12:34:56'    |
      | time.truncate('millisecond', time('12:34:56.789123+01:00'))                  | '12:34:56.789+01:00'     |
      | localdatetime.truncate('month', date('2024-05-06'))                          | '2024-05-01T00:00'       |

  Scenario Outline: [7] Dates and durations
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
      | expression                                             | value              |
      | date('2024-01-31') + duration('P1M')                   | '2024-02-29'       |
      | date('2023-01-31') + duration('P1M')                   | '2023-02-28'       |
      | date('2024-03-31') - duration('P1M')                   | '2024-02-29'       |
      | date('2024-02-29') + duration('P1Y')                   | '2025-02-28'       |
      | date('2024-12-31') + duration('P1D')                   | '2025-01-01'       |
      | duration('P1W') + date('2024-01-01')                   | '2024-01-08'       |
      | localtime('23:30') + duration('PT1H')                  | '00:30'            |
      | time('00:15+02:00') - duration('PT30M')                | '23:45+02:00'      |
      | localdatetime('2024-01-31T23:30') + duration('P1MT1H') | '2024-03-01T00:30' |
      | date('2024-01-01') + null                              | null               |

  Scenario Outline: [8] Calculating with durations
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
      | expression                          | value           |
      | duration('P1D') + duration('PT12H') | 'P1DT12H'       |
      | duration('P1M') - duration('P1D')   | 'P1M-1D'        |
      | duration('P1D') * 2                 | 'P2D'           |
      | duration('PT1H') / 2                | 'PT30M'         |
      | duration('P1M') / 2                 | 'P15DT5H14M33S' |
      | duration('P1D') / 2                 | 'PT12H'         |
      | duration('P1D') * -1                | 'P-1D'          |
      | duration({days: 1, hours: 25})      | 'P1DT25H'       |
      | duration({months: 14})              | 'P1Y2M'         |
      | duration('PT90M')                   | 'PT1H30M'       |
      | duration({weeks: 2})                | 'P14D'          |
      | duration({seconds: 1.5})            | 'PT1.5S'        |
      | duration('P0D')                     | 'PT0S'          |

  Scenario Outline: [9] Parts of a duration
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
      | expression                      | value |
      | duration('P1Y2M').months        | 14    |
      | duration('P1Y2M').years         | 1     |
      | duration('P1Y2M').monthsOfYear  | 2     |
      | duration('P10D').weeks          | 1     |
      | duration('P10D').daysOfWeek     | 3     |
      | duration('PT90M').hours         | 1     |
      | duration('PT90M').minutesOfHour | 30    |
      | duration('PT90M').seconds       | 5400  |
      | duration('P1DT1H').hours        | 1     |
      | duration('P1DT1H').days         | 1     |

  Scenario Outline: [10] Between two points in time
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
      | expression                                                                                | value            |
      | duration.between(date('2024-01-15'), date('2024-03-20'))                                  | 'P2M5D'          |
      | duration.between(date('2024-01-31'), date('2024-02-29'))                                  | 'P29D'           |
      | duration.between(date('2024-03-20'), date('2024-01-15'))                                  | 'P-2M-5D'        |
      | duration.between(localtime('10:00'), localtime('12:30'))                                  | 'PT2H30M'        |
      | duration.between(localdatetime('2024-01-01T00:00'), localdatetime('2025-02-03T04:05:06')) | 'P1Y1M2DT4H5M6S' |
      | duration.inMonths(date('2024-01-15'), date('2024-03-20'))                                 | 'P2M'            |
      | duration.inDays(date('2024-01-15'), date('2024-03-20'))                                   | 'P65D'           |
      | duration.inSeconds(date('2024-01-15'), date('2024-03-20'))                                | 'PT1560H'        |
      | duration.inMonths(date('2024-03-20'), date('2024-01-21'))                                 | 'P-1M'           |
      | duration.inDays(localdatetime('2024-01-01T12:00'), localdatetime('2024-01-02T11:59'))     | 'PT0S'           |
      | duration.between(null, date('2024-01-01'))                                                | null             |

  Scenario Outline: [11] Zones and summer time
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
      | expression                                                                                                   | value                                   |
      | datetime('2024-07-01T12:00[Europe/Berlin]')                                                                  | '2024-07-01T12:00+02:00[Europe/Berlin]' |
      | datetime('2024-01-01T12:00[Europe/Berlin]')                                                                  | '2024-01-01T12:00+01:00[Europe/Berlin]' |
      | datetime('2024-03-31T01:30[Europe/Berlin]') + duration('PT1H')                                               | '2024-03-31T03:30+02:00[Europe/Berlin]' |
      | datetime('2024-03-30T12:00[Europe/Berlin]') + duration('P1D')                                                | '2024-03-31T12:00+02:00[Europe/Berlin]' |
      | datetime('2024-10-27T02:30[Europe/Berlin]')                                                                  | '2024-10-27T02:30+02:00[Europe/Berlin]' |
      | datetime('2024-10-27T02:30+02:00[Europe/Berlin]') + duration('PT1H')                                         | '2024-10-27T02:30+01:00[Europe/Berlin]' |
      | duration.inSeconds(datetime('2024-03-31T00:00[Europe/Berlin]'), datetime('2024-04-01T00:00[Europe/Berlin]')) | 'PT23H'                                 |
      | duration.inSeconds(datetime('2024-01-01T12:00Z'), datetime('2024-01-01T12:00+02:00'))                        | 'PT-2H'                                 |
      | datetime('2024-01-01T12:00[America/New_York]').offset                                                        | '-05:00'                                |
      | datetime('2024-01-01T12:00[America/New_York]').timezone                                                      | 'America/New_York'                      |
      | datetime('2024-01-01T12:00[Asia/Kathmandu]').offsetMinutes                                                   | 345                                     |
      | datetime('2024-01-01T12:00Z').timezone                                                                       | 'Z'                                     |

  Scenario Outline: [12] Zones have a history
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
      | expression                                         | value                                      |
      | datetime({year: 1890, timezone: 'Europe/Berlin'})  | '1890-01-01T00:00+00:53:28[Europe/Berlin]' |
      | datetime({year: 1971, timezone: 'Asia/Qatar'})     | '1971-01-01T00:00+04:00[Asia/Qatar]'       |
      | datetime({year: 1973, timezone: 'Asia/Qatar'})     | '1973-01-01T00:00+03:00[Asia/Qatar]'       |
      | datetime({year: 1970, timezone: 'Europe/London'})  | '1970-01-01T00:00+01:00[Europe/London]'    |
      | datetime({year: 1985, timezone: 'Asia/Kathmandu'}) | '1985-01-01T00:00+05:30[Asia/Kathmandu]'   |
      | datetime({year: 1987, timezone: 'Asia/Kathmandu'}) | '1987-01-01T00:00+05:45[Asia/Kathmandu]'   |

  Scenario Outline: [13] Seconds and milliseconds since 1970
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
      | expression                                     | value                            |
      | datetime({epochSeconds: 0})                    | '1970-01-01T00:00Z'              |
      | datetime({epochMillis: 1123})                  | '1970-01-01T00:00:01.123Z'       |
      | datetime.fromepoch(1, 123456789)               | '1970-01-01T00:00:01.123456789Z' |
      | datetime.fromepochmillis(-1000)                | '1969-12-31T23:59:59Z'           |
      | datetime('1970-01-02T00:00Z').epochSeconds     | 86400                            |
      | datetime('1970-01-01T01:00+01:00').epochMillis | 0                                |

  Scenario Outline: [14] Equality and comparison
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
      | expression                                                         | value |
      | date('2024-01-01') < date('2024-01-02')                            | true  |
      | date('2024-01-01') = date({year: 2024})                            | true  |
      | localtime('12:00') < localtime('12:00:00.1')                       | true  |
      | date('2024-01-01') < localdatetime('2024-01-01T12:00')             | null  |
      | date('2024-01-01') = '2024-01-01'                                  | false |
      | duration('P1D') = duration('PT24H')                                | false |
      | duration('P12M') = duration('P1Y')                                 | true  |
      | duration('P1M') < duration('P31D')                                 | null  |
      | datetime('2024-01-01T12:00+01:00') < datetime('2024-01-01T12:00Z') | true  |

  Scenario: [15] Order of dates
    Given an empty graph
    When executing query:
      """
      UNWIND [date('2024-02-01'), null, date('1999-12-31'), date('2024-01-31')] AS d RETURN d ORDER BY d
      """
    Then the result should be, in order:
      | d            |
      | '1999-12-31' |
      | '2024-01-31' |
      | '2024-02-01' |
      | null         |
    And no side effects

  Scenario: [16] Aggregates of dates and durations
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 3] AS n RETURN sum(duration({days: n})) AS s, avg(duration({days: n})) AS a, max(date({year: 2000 + n})) AS d
      """
    Then the result should be, in any order:
      | s     | a     | d            |
      | 'P4D' | 'P2D' | '2003-01-01' |
    And no side effects

  Scenario: [17] The clock stands still during a statement
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 50) AS x RETURN count(DISTINCT datetime()) AS a, count(DISTINCT time.transaction()) AS b, count(DISTINCT localdatetime.statement()) AS c
      """
    Then the result should be, in any order:
      | a | b | c |
      | 1 | 1 | 1 |
    And no side effects

  Scenario: [18] As properties
    Given an empty graph
    And having executed:
      """
      CREATE (:Event {on: date('2024-03-01')}), (:Event {on: date('2023-12-31')}), (:Event)
      """
    When executing query:
      """
      MATCH (n:Event) WHERE n.on >= date('2024-01-01') RETURN n.on.month AS month
      """
    Then the result should be, in any order:
      | month |
      | 3     |
    And no side effects

  Scenario Outline: [19] Text
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
      | expression                                     | value                      |
      | toString(date('2024-01-02'))                   | '2024-01-02'               |
      | toString(datetime('2024-01-02T03:04:05.060Z')) | '2024-01-02T03:04:05.060Z' |
      | toString(duration('P1Y2M3DT4H5M6.7S'))         | 'P1Y2M3DT4H5M6.7S'         |
      | toString(localtime('12:00'))                   | '12:00'                    |

  Scenario Outline: [20] Points in time that are none
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression                                     | kind          | phase    | detail |
      | date('2023-02-29')                             | ArgumentError | any time | *      |
      | date({year: 2023, month: 2, day: 29})          | ArgumentError | any time | *      |
      | date({month: 2})                               | ArgumentError | any time | *      |
      | date('yesterday')                              | ArgumentError | any time | *      |
      | localtime('25:00')                             | ArgumentError | any time | *      |
      | datetime('2024-01-01T00:00[Mars/Base]')        | ArgumentError | any time | *      |
      | date({year: 2023, week: 53, dayOfWeek: 1})     | ArgumentError | any time | *      |
      | date.truncate('fortnight', date('2024-01-01')) | ArgumentError | any time | *      |
      | duration('1 day')                              | ArgumentError | any time | *      |

  Scenario Outline: [90] The same moment in another zone is another value, ordered by its offset
    Given an empty graph
    When executing query:
      """
      WITH <left> AS a, <right> AS b
      UNWIND [a, b] AS x
      RETURN a = b AS equal, a < b AS less, a > b AS greater, a IN [b] AS among, count(DISTINCT x) AS different
      """
    Then the result should be, in any order:
      | equal   | less   | greater   | among   | different  |
      | <equal> | <less> | <greater> | <equal> | <distinct> |
    And no side effects

    Examples:
      | left                               | right                                     | equal | less  | greater | distinct |
      | datetime('2020-01-01T00:00+01:00') | datetime('2019-12-31T23:00Z')             | false | false | true    | 2        |
      | datetime('2020-01-01T00:00+01:00') | datetime('2020-01-01T00:00+01:00')        | true  | false | false   | 1        |
      | datetime('2020-01-01T00:00+01:00') | datetime('2020-01-01T00:00[Europe/Rome]') | false | true  | false   | 2        |
      | time('12:00+01:00')                | time('11:00Z')                            | false | false | true    | 2        |
      | time('12:00Z')                     | time('12:00Z')                            | true  | false | false   | 1        |

  Scenario: [91] The name of a zone with a blank
    Given an empty graph
    When executing query:
      """
      RETURN toString(datetime({year: 2024, timezone: 'America/Los Angeles'})) AS text
      """
    Then the result should be, in any order:
      | text                                          |
      | '2024-01-01T00:00-08:00[America/Los_Angeles]' |
    And no side effects

  Scenario Outline: [92] A component below the second replaces the unit that was truncated to, or goes beside it
    Given an empty graph
    When executing query:
      """
      RETURN toString(localtime.truncate('<unit>', localtime('12:30:15.123456789'), <map>)) AS text
      """
    Then the result should be, in any order:
      | text     |
      | '<text>' |
    And no side effects

    Examples:
      | unit        | map                                | text               |
      | second      | {second: 7}                        | 12:30:07           |
      | second      | {millisecond: 7}                   | 12:30:15.007       |
      | millisecond | {millisecond: 7}                   | 12:30:15.007       |
      | millisecond | {millisecond: 7, nanosecond: 3}    | 12:30:15.007000003 |
      | millisecond | {microsecond: 7}                   | 12:30:15.123007    |
      | millisecond | {nanosecond: 7000}                 | 12:30:15.123007    |
      | microsecond | {microsecond: 7}                   | 12:30:15.000007    |
      | microsecond | {millisecond: 7}                   | 12:30:15.007       |
      | microsecond | {nanosecond: 7}                    | 12:30:15.123456007 |
      | millisecond | {hour: 1}                          | 01:30:15.123       |
