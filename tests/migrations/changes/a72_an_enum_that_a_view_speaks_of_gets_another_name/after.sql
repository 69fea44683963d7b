select a from v;
