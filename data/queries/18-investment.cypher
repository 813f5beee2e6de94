// Into what is Qatar expected to invest in Kazakhstan?
Qatar -> expected to invest in -> ?project -> in sector -> ?sector
