// Did Qatar mediate the US–Venezuela exchange, and who says so?
Qatar → mediated → US–Venezuela exchange
