do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'changes_two') then
    create role "changes_two" login;
  end if;
end
$$;
--> statement-breakpoint
drop role if exists "changes_one";
