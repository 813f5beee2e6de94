// Which sectors do the agreements cover?
MATCH (:Country {name: 'Qatar'})<-[:BETWEEN]-(a:Agreement)-[:BETWEEN]->(:Country {name: 'Kazakhstan'}),
      (a)-[:COVERS_SECTOR]->(s:Sector)
RETURN s.name AS sector
ORDER BY sector;
