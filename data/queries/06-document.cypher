// Which document made Qatar a Dialogue Partner, and who signed it?
?who -> signed -> ?document -> provides for -> Dialogue Partner
