comment on trigger "putting" on "v" is 'it''s';
