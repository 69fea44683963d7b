select a from alpha;
