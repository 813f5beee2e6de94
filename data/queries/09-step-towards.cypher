// What is the status a step towards?
Dialogue Partner -> step towards -> ?what
