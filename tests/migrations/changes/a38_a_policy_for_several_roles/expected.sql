do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'changes_two') then
    create role "changes_two" login;
  end if;
end
$$;
--> statement-breakpoint
alter policy "p" on "t" to "changes_one", "changes_two", session_user;
