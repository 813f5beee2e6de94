// What does the article say about a mediation between Russia and Ukraine?
MATCH ({name: 'Russia'})<-[:BETWEEN]-(e:Event)-[:BETWEEN]->({name: 'Ukraine'})
OPTIONAL MATCH (who)-[:MEDIATED]->(e)
RETURN e.name AS event, who.name AS mediator
ORDER BY event, mediator;
