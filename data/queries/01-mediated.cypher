// What did Qatar mediate?
Qatar -> mediated -> ?what
