// Which values do the SCO and Qatar share?
SCO -> shares value -> ?value <- shares value <- Qatar
