select c from v;
