// In which fields are there cooperation agreements?
Kazakhstan <- between <- ?agreement:Agreement -> covers field -> ?field
