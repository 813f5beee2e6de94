// What are the main goals of the SCO?
MATCH (:Organization {name: 'Shanghai Cooperation Organization'})-[:HAS_GOAL]->(g:Goal)
RETURN g.name AS goal
ORDER BY goal;
