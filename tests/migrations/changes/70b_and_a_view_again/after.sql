select a from m;
