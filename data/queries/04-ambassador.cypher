// Who is Qatar's ambassador to Kazakhstan?
?who -> holds role -> Ambassador of Qatar to Kazakhstan
