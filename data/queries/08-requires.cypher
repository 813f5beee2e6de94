// What does the status require?
Dialogue Partner -> requires -> ?obligation
