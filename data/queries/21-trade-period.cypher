// Over which period has trade grown?
MATCH (trade:Commerce)-[grew:GREW_OVER]->(p:Period)
RETURN trade.name AS trade, p.name AS period, grew.progress AS progress
ORDER BY trade, period;
