// The read workload: LSQB's nine queries, neighbourhoods, paths, aggregation, strings, anti joins, algorithms.
// `// NAME: about` before each; `$name` stands for the literal of that name in the data's params.json.

// P1: point lookup by id
MATCH (p:Person {id: $person})
RETURN p.firstName, p.lastName, p.birthday;

// H1: 1-hop distinct, hub
MATCH (p:Person {id: $hub})-[:KNOWS]-(f:Person)
RETURN count(DISTINCT f);

// H2: 2-hop distinct, hub
MATCH (p:Person {id: $hub})-[:KNOWS]-(:Person)-[:KNOWS]-(f:Person)
WHERE f.id <> $hub
RETURN count(DISTINCT f);

// H3: 3-hop distinct, median
MATCH (p:Person {id: $person})-[:KNOWS]-(:Person)-[:KNOWS]-(:Person)-[:KNOWS]-(f:Person)
WHERE f.id <> $person
RETURN count(DISTINCT f);

// HUB: typed incoming hop, hub
MATCH (t:Tag {id: $tagid})<-[:HAS_TAG]-(c:Comment)-[:HAS_CREATOR]->(p:Person)
RETURN count(DISTINCT p);

// TRI: triangles (x6)
MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:KNOWS]-(a)
RETURN count(*);

// Q1: LSQB Q1 long chain
MATCH (:Country)<-[:IS_PART_OF]-(:City)<-[:IS_LOCATED_IN]-(:Person)<-[:HAS_MEMBER]-(:Forum)-[:CONTAINER_OF]->(:Post)<-[:REPLY_OF]-(:Comment)-[:HAS_TAG]->(:Tag)-[:HAS_TYPE]->(:TagClass)
RETURN count(*);

// Q2: LSQB Q2 4-cycle
MATCH (person1:Person)-[:KNOWS]-(person2:Person), (person1)<-[:HAS_CREATOR]-(comment:Comment)-[:REPLY_OF]->(post:Post)-[:HAS_CREATOR]->(person2)
RETURN count(*);

// Q3: LSQB Q3 triangle+country
MATCH (country:Country)
MATCH (person1:Person)-[:IS_LOCATED_IN]->(city1:City)-[:IS_PART_OF]->(country)
MATCH (person2:Person)-[:IS_LOCATED_IN]->(city2:City)-[:IS_PART_OF]->(country)
MATCH (person3:Person)-[:IS_LOCATED_IN]->(city3:City)-[:IS_PART_OF]->(country)
MATCH (person1)-[:KNOWS]-(person2)-[:KNOWS]-(person3)-[:KNOWS]-(person1)
RETURN count(*);

// Q4: LSQB Q4 star
MATCH (:Tag)<-[:HAS_TAG]-(message:Message)-[:HAS_CREATOR]->(creator:Person), (message)<-[:LIKES]-(liker:Person), (message)<-[:REPLY_OF]-(comment:Comment)
RETURN count(*);

// Q5: LSQB Q5 tag<>tag
MATCH (tag1:Tag)<-[:HAS_TAG]-(message:Message)<-[:REPLY_OF]-(comment:Comment)-[:HAS_TAG]->(tag2:Tag)
WHERE tag1 <> tag2
RETURN count(*);

// Q6: LSQB Q6 2-hop+interest
MATCH (person1:Person)-[:KNOWS]-(person2:Person)-[:KNOWS]-(person3:Person)-[:HAS_INTEREST]->(tag:Tag)
WHERE person1 <> person3
RETURN count(*);

// Q7: LSQB Q7 optional star
MATCH (:Tag)<-[:HAS_TAG]-(message:Message)-[:HAS_CREATOR]->(creator:Person)
OPTIONAL MATCH (message)<-[:LIKES]-(liker:Person)
OPTIONAL MATCH (message)<-[:REPLY_OF]-(comment:Comment)
RETURN count(*);

// Q8: LSQB Q8 anti (tag)
MATCH (tag1:Tag)<-[:HAS_TAG]-(message:Message)<-[:REPLY_OF]-(comment:Comment)-[:HAS_TAG]->(tag2:Tag)
WHERE NOT (comment)-[:HAS_TAG]->(tag1) AND tag1 <> tag2
RETURN count(*);

// Q9: LSQB Q9 2-hop anti
MATCH (person1:Person)-[:KNOWS]-(person2:Person)-[:KNOWS]-(person3:Person)-[:HAS_INTEREST]->(tag:Tag)
WHERE NOT (person1)-[:KNOWS]-(person3) AND person1 <> person3
RETURN count(*);

// VL3: var-length *1..3 distinct
MATCH (p:Person {id: $person})-[:KNOWS*1..3]-(f:Person)
WHERE f.id <> $person
RETURN count(DISTINCT f);

// VLT: var-length reply tree
MATCH (p:Post {id: $post})<-[:REPLY_OF*1..10]-(c:Comment)
RETURN count(c);

// SP: shortest path (pair)
MATCH sp = shortestPath((a:Person {id: $person})-[:KNOWS*]-(b:Person {id: $far}))
RETURN length(sp);

// TOPK: most-liked posts top-10
MATCH (m:Post)<-[l:LIKES]-(:Person)
RETURN m.id AS id, count(l) AS n ORDER BY n DESC, id LIMIT 10;

// CTRY: persons per country
MATCH (p:Person)-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(c:Country)
RETURN c.name AS name, count(p) AS n ORDER BY n DESC, name LIMIT 10;

// AGG: group by creator, avg
MATCH (p:Person)<-[:HAS_CREATOR]-(m:Comment)
RETURN p.id AS id, count(m) AS n, avg(m.length) AS a ORDER BY n DESC, id LIMIT 10;

// FILT: filter+order+limit scan
MATCH (m:Comment)
WHERE m.length > 60 AND m.creationDate > $ts
RETURN m.id AS id, m.creationDate AS d ORDER BY d DESC, id LIMIT 20;

// IC2: friends' recent posts
MATCH (p:Person {id: $hub})-[:KNOWS]-(f:Person)<-[:HAS_CREATOR]-(m:Post)
WHERE m.creationDate < $ts2
RETURN f.id AS fid, m.id AS id, m.creationDate AS d ORDER BY d DESC, id LIMIT 20;

// OPT: optional match histogram
MATCH (p:Person)
OPTIONAL MATCH (p)<-[:HAS_CREATOR]-(m:Post)
WITH p, count(m) AS n
RETURN n, count(p) AS c ORDER BY n LIMIT 10;

// CONT: CONTAINS scan
MATCH (m:Comment)
WHERE m.content CONTAINS '$word'
RETURN count(m);

// STW: STARTS WITH scan
MATCH (p:Person)
WHERE p.firstName STARTS WITH 'Ma' AND p.lastName STARTS WITH 'S'
RETURN count(p);

// UNW: collect/UNWIND
MATCH (p:Person {id: $hub})-[:KNOWS]-(f:Person)
WITH collect(f) AS fs
UNWIND fs AS f
MATCH (f)-[:HAS_INTEREST]->(t:Tag)
RETURN t.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 10;

// ANTI: NOT (a)-->(b)
MATCH (p:Person)
WHERE NOT (p)<-[:HAS_CREATOR]-(:Post)
RETURN count(p);

// PR: PageRank KNOWS 20 it
CALL algo.pageRank({labels: 'Person', types: 'KNOWS', orientation: 'UNDIRECTED', dampingFactor: 0.85, maxIterations: 20, tolerance: 0})
YIELD node, score
RETURN node.id AS id, score ORDER BY score DESC, id LIMIT 5;

// WCC: WCC whole graph
CALL algo.wcc() YIELD componentId
RETURN count(DISTINCT componentId);
