// By which paths of at most three steps is Qatar connected to Venezuela?
MATCH p = (:Country {name: 'Qatar'})-[*1..3]->(:Country {name: 'Venezuela'})
RETURN [n IN nodes(p) | n.name] AS stops, [r IN relationships(p) | type(r)] AS steps
ORDER BY size(steps), stops, steps;
