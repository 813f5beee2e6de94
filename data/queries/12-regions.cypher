// Into which regions do Qatar's mediation efforts reach?
MATCH (:Country {name: 'Qatar'})-[:UNDERTOOK]->(:Activity)-[:REACHES]->(r:Region)
RETURN r.name AS region
ORDER BY region;
