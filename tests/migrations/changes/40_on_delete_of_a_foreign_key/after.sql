delete from author;
