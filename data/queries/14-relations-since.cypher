// Since when do Qatar and Kazakhstan have official relations?
MATCH (:Country {name: 'Qatar'})-[r:HAS_OFFICIAL_RELATIONS_WITH]->(:Country {name: 'Kazakhstan'})
RETURN r.since AS since, [e IN evidence(r) | e.quote] AS says;
