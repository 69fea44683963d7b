insert into t values ('it''s'), (E'back\\slash');
