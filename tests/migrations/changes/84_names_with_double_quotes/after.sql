insert into "s ""s"""."a ""t""" default values;
