// What status does Qatar hold in the SCO, and since when?
MATCH (qatar:Country {name: 'Qatar'})-[:HOLDS_STATUS]->(held:Status),
      (held)-[:BELONGS_TO]->(:Organization {name: 'Shanghai Cooperation Organization'}),
      (qatar)-[signing:SIGNED]->(paper:Document)-[:PROVIDES_FOR]->(held)
RETURN held.name AS status, paper.name AS document, signing.date AS signed
ORDER BY status, document;
