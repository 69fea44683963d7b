select a, b from w;
