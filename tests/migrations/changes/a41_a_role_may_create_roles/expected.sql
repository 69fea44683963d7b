alter role "changes_one" createrole noinherit;
