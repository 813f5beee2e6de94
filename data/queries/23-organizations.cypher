// Which organizations named have Qatar as partner and Asia as region?
Qatar -> dialogue partner of -> ?organization:Organization -> in region -> Asia
