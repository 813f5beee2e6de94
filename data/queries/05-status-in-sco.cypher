// What status does Qatar hold in the SCO, and since when?
// The text dates the memorandum, not the status.
MATCH (:Country {name: 'Qatar'})-[held:HOLDS_STATUS]->(status:Status)-[:BELONGS_TO]->
      (:Organization {name: 'Shanghai Cooperation Organization'})
RETURN status.name AS status, held.memorandum_signed AS memorandum_signed
ORDER BY status;
