// What level have those relations reached?
relations between Qatar and Kazakhstan -> reached level -> ?level
