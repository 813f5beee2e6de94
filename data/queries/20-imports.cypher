// Which goods are imported in that trade?
MATCH (:Country {name: 'Qatar'})<-[:BETWEEN]-(trade:Commerce)-[:BETWEEN]->(:Country {name: 'Kazakhstan'})
MATCH (trade)-[:INCLUDES_IMPORT_OF]->(g:Good)
RETURN g.name AS good
ORDER BY good;
