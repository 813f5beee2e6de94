// What may a Dialogue Partner attend?
Dialogue Partner -> may attend -> ?meeting
