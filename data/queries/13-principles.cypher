// On which principles does Qatar's standing rest?
MATCH (qatar:Country {name: 'Qatar'})-[:EARNED]->(s:Standing)-[:RESTS_ON]->(p:Principle)
WHERE (qatar)-[:BELIEVES_IN]->(p)
RETURN DISTINCT p.name AS principle
ORDER BY principle;
