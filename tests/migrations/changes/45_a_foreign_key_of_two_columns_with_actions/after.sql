update author set a = 3;
delete from author;
