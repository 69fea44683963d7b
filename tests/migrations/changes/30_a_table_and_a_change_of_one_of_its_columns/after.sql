insert into u default values;
