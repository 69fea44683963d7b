alter schema "old" rename to "new";
