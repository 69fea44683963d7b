insert into "Ünïcode 表.x" default values;
