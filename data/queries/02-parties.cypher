// Between which parties was that exchange?
Qatar -> mediated -> ?event -> between -> ?party
