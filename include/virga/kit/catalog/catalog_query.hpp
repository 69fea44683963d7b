// virga/kit/catalog/catalog_query.hpp: the question that a server answers with everything that its catalogs know of a database.
#pragma once

#include <string_view>  // std::string_view

namespace virga::kit::detail {

/// Rows of a thing, `column public.post.title`, and what it is, `text not null`. $1 and $2 are schema and name of the table of
/// migrations, which is left out with that schema.
///
/// Names are quoted where SQL wants them so, and have their schema everywhere: the first query sets the search path of this
/// statement alone, and each part below asks for it, so that nothing is spelled before. Indexes and constraints of a partition that
/// come from its table are told by the names that they have there: their own are PostgreSQL's, in the order in which they came.
/// What a foreign key has for each partition that it refers to is not told, nor whether a constraint of a partition is valid that
/// comes from its table: it is or not as the partition came. So it is with a sequence of a column and its being unlogged.
///
/// What PostgreSQL itself or an extension made is left out, and so are owners, the order of columns of tables, and all that is
/// data, as what a sequence counted to. PostgreSQL 18 lists `not null` among constraints, too; it is told of columns here. Comments
/// are told of by `pg_identify_object`; that of an extension is left out where it is the one that the extension brings.
///
/// Source: PostgreSQL manual, chapter 53, System Catalogs, and section 9.26.5, System Catalog Information Functions.
inline constexpr std::string_view catalog_query = R"sql(
with path as materialized (select pg_catalog.set_config('search_path', '', true) as text),
member as materialized (select classid, objid from pg_catalog.pg_depend where deptype = 'e'),
space as materialized (
  select oid, quote_ident(nspname) as name, nspname, nspacl, nspowner from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
    and (nspname <> $1 or nspname = 'public' or exists (
      select from pg_catalog.pg_class where relnamespace = pg_namespace.oid and relkind in ('r', 'p', 'v', 'm', 'f')
        and relname <> $2))
    and not exists (select from member where classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and objid = pg_namespace.oid)),
kept as materialized (
  select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relname = $2),
relation as materialized (
  select c.*, s.name || '.' || quote_ident(c.relname) as name,
    case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' when 'c' then 'type'
      when 'S' then 'sequence' when 'i' then 'index' when 'I' then 'index' else 'table' end as kind
  from pg_catalog.pg_class c join space s on s.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c', 'S', 'i', 'I')
    and not exists (select from member where classid = 'pg_catalog.pg_class'::pg_catalog.regclass and objid = c.oid)
    and c.oid not in (select oid from kept)
    and not exists (select from pg_catalog.pg_index where indexrelid = c.oid and indrelid in (select oid from kept))
    and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and d.objid = c.oid and c.relkind = 'S' and d.refobjid in (select oid from kept))),
kind_of_type as materialized (
  select t.*, s.name || '.' || quote_ident(t.typname) as name from pg_catalog.pg_type t join space s on s.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r')
    and not exists (select from member where classid = 'pg_catalog.pg_type'::pg_catalog.regclass and objid = t.oid)),
routine as materialized (
  select p.*, (pg_catalog.pg_identify_object('pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 0)).identity as name,
    case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end as kind
  from path, pg_catalog.pg_proc p join space s on s.oid = p.pronamespace
  where path.text = '' and not exists (
    select from member where classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and objid = p.oid)
    and not exists (select from pg_catalog.pg_depend d  -- constructors of a range type
      where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid and d.deptype = 'i')),
held (acl, base, kind, what, owner) as (
  select relacl, case relkind when 'S' then 's' else 'r' end::"char", case relkind when 'S' then 'sequence ' else 'table ' end, name,
    relowner from relation where relkind not in ('i', 'I', 'c')
  union all select nspacl, 'n', 'schema ', name, nspowner from space
  union all select proacl, 'f', 'function ', name, proowner from routine
  union all select typacl, 'T', 'type ', name, typowner from kind_of_type
  union all select t.typacl, 'T', 'type ', r.name, t.typowner from relation r join pg_catalog.pg_type t on t.oid = r.reltype
    where r.relkind = 'c'
  union all select a.attacl, 'c', 'column ', r.name || '.' || quote_ident(a.attname), r.relowner
    from relation r join pg_catalog.pg_attribute a on a.attrelid = r.oid where a.attacl is not null and not a.attisdropped),
role_name (oid, name) as (
  select 0::pg_catalog.oid, 'public' union all select oid, quote_ident(rolname) from pg_catalog.pg_roles),
line (thing, text) as (
  select 'schema ' || name, '' from space
  union all
  select kind || ' ' || name, concat_ws(', ',
    case relpersistence when 'u' then 'unlogged' end,
    case when reloftype <> 0 then 'of ' || pg_catalog.format_type(reloftype, null) end,
    case when relkind = 'p' then 'partition by ' || pg_catalog.pg_get_partkeydef(r.oid) end,
    (select 'inherits ' || string_agg(i.inhparent::pg_catalog.regclass::text, ' ' order by i.inhseqno)
      from pg_catalog.pg_inherits i where i.inhrelid = r.oid),
    pg_catalog.pg_get_expr(relpartbound, r.oid),
    'with ' || array_to_string(reloptions, ' '),
    (select 'using ' || quote_ident(amname) from pg_catalog.pg_am where pg_am.oid = relam and amname <> 'heap'),
    (select 'tablespace ' || quote_ident(spcname) from pg_catalog.pg_tablespace t where t.oid = reltablespace),
    case relreplident when 'f' then 'replica identity full' when 'n' then case relkind when 'r' then 'replica identity nothing' end end,
    case when relrowsecurity then 'row level security' end,
    case when relforcerowsecurity then 'forced row level security' end,
    case when relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(r.oid) end)
  from path, relation r where path.text = '' and relkind in ('r', 'p', 'v', 'm', 'f')
  union all
  select 'column ' || r.name || '.' || quote_ident(a.attname), concat_ws(' ',
    pg_catalog.format_type(a.atttypid, a.atttypmod),
    case when a.attcollation <> t.typcollation then (
      select 'collate ' || quote_ident(n.nspname) || '.' || quote_ident(collname)
      from pg_catalog.pg_collation c join pg_catalog.pg_namespace n on n.oid = c.collnamespace where c.oid = a.attcollation) end,
    case when a.attnotnull then 'not null' end,
    case a.attgenerated when '' then 'default ' else 'generated ' || case a.attgenerated when 's' then 'stored ' else 'virtual ' end
      end || pg_catalog.pg_get_expr(d.adbin, d.adrelid),
    case a.attidentity when 'a' then 'generated always as identity' when 'd' then 'generated by default as identity' end,
    case when a.attstorage <> t.typstorage then 'storage ' || case a.attstorage when 'p' then 'plain' when 'e' then 'external'
      when 'm' then 'main' else 'extended' end end,
    case a.attcompression when 'p' then 'compression pglz' when 'l' then 'compression lz4' end,
    case when a.attstattarget > 0 then 'statistics ' || a.attstattarget end,
    (select 'with ' || string_agg(o, ' ' order by o) from unnest(a.attoptions) o where o !~ '^pg_'))  -- marks of the server's own
  from path, relation r join pg_catalog.pg_attribute a on a.attrelid = r.oid
    join pg_catalog.pg_type t on t.oid = a.atttypid
    left join pg_catalog.pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
  where path.text = '' and a.attnum > 0 and not a.attisdropped and r.relkind in ('r', 'p', 'f', 'c')
  union all
  select 'column ' || r.name || '.' || quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod)
  from path, relation r join pg_catalog.pg_attribute a on a.attrelid = r.oid
  where path.text = '' and a.attnum > 0 and not a.attisdropped and r.relkind in ('v', 'm')
  union all
  select 'constraint ' || coalesce(r.name, t.name) || '.' || quote_ident(coalesce(top.conname, c.conname)),
    case when c.coninhcount > 0 then regexp_replace(pg_catalog.pg_get_constraintdef(c.oid), ' NOT VALID$', '')
      else pg_catalog.pg_get_constraintdef(c.oid) end
  from path, pg_catalog.pg_constraint c left join relation r on r.oid = c.conrelid left join kind_of_type t on t.oid = c.contypid
    left join pg_catalog.pg_constraint u on u.oid = c.conparentid
    left join lateral (with recursive above as (
        select p.conname, p.conparentid from pg_catalog.pg_constraint p where p.oid = c.conparentid
        union all
        select p.conname, p.conparentid from above join pg_catalog.pg_constraint p on p.oid = above.conparentid)
      select above.conname from above where above.conparentid = 0) top on true
  where path.text = '' and c.contype in ('c', 'f', 'p', 'u', 'x') and coalesce(r.oid, t.oid) is not null
    and u.conrelid is distinct from c.conrelid
  union all
  select 'index ' || coalesce('of ' || p.name || ' on ' || i.indrelid::pg_catalog.regclass::text, r.name),
    concat_ws(', ', case when p.oid is null then pg_catalog.pg_get_indexdef(r.oid)
      else replace(pg_catalog.pg_get_indexdef(r.oid), ' INDEX ' || quote_ident(r.relname) || ' ON ', ' INDEX ON ') end,
      case when not i.indisvalid then 'invalid' end, case when i.indisclustered then 'clustered' end,
      case when i.indisreplident then 'replica identity' end)
  from path, relation r join pg_catalog.pg_index i on i.indexrelid = r.oid
    left join relation p on p.oid = pg_catalog.pg_partition_root(r.oid) and p.oid <> r.oid where path.text = ''
  union all
  select 'sequence ' || r.name, concat_ws(' ', case when r.relpersistence = 'u' and not exists (
      select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = r.oid
        and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.deptype in ('a', 'i')) then 'unlogged' end,
    pg_catalog.format_type(s.seqtypid, null), 'start', s.seqstart, 'increment', s.seqincrement, 'from', s.seqmin, 'to', s.seqmax,
    'cache', s.seqcache, case when s.seqcycle then 'cycle' end,
    (select case d.deptype when 'i' then 'identity of ' else 'owned by ' end || d.refobjid::pg_catalog.regclass::text || '.' ||
        quote_ident(a.attname)
      from pg_catalog.pg_depend d join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = r.oid
        and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.deptype in ('a', 'i')))
  from path, relation r join pg_catalog.pg_sequence s on s.seqrelid = r.oid where path.text = ''
  union all
  select 'type ' || t.name, case t.typtype
    when 'e' then 'enum ' || coalesce((select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
      from pg_catalog.pg_enum where enumtypid = t.oid), '')
    when 'd' then concat_ws(' ', 'domain', pg_catalog.format_type(t.typbasetype, t.typtypmod),
      case when t.typcollation <> b.typcollation then 'collate ' || t.typcollation::pg_catalog.regcollation::text end,
      case when t.typnotnull then 'not null' end, 'default ' || pg_catalog.pg_get_expr(t.typdefaultbin, 0))
    else (select concat_ws(' ', 'range of', pg_catalog.format_type(g.rngsubtype, null),
        'by', (pg_catalog.pg_identify_object('pg_catalog.pg_opclass'::pg_catalog.regclass, g.rngsubopc, 0)).identity,
        case when g.rngcollation <> 0 then 'collate ' || g.rngcollation::pg_catalog.regcollation::text end,
        'with', g.rngcanonical::pg_catalog.regproc, g.rngsubdiff::pg_catalog.regproc,
        'multirange', pg_catalog.format_type(g.rngmultitypid, null))
      from pg_catalog.pg_range g where g.rngtypid = t.oid) end
  from path, kind_of_type t left join pg_catalog.pg_type b on b.oid = t.typbasetype where path.text = ''
  union all
  select 'type ' || name, 'composite ' || coalesce((select string_agg(quote_ident(attname), ', ' order by attnum)
    from pg_catalog.pg_attribute where attrelid = relation.oid and attnum > 0 and not attisdropped), '')
  from relation where relkind = 'c'
  union all
  select kind || ' ' || name, case prokind when 'a' then (
      select concat_ws(' ', pg_catalog.format_type(p.prorettype, null), a.aggkind, a.aggtransfn, a.aggfinalfn, a.aggcombinefn,
        pg_catalog.format_type(a.aggtranstype, null), a.agginitval, a.aggsortop::pg_catalog.regoperator)
      from pg_catalog.pg_aggregate a where a.aggfnoid = p.oid)
    else pg_catalog.pg_get_functiondef(p.oid) end
  from path, routine p where path.text = ''
  union all
  select 'trigger ' || r.name || '.' || quote_ident(t.tgname), pg_catalog.pg_get_triggerdef(t.oid) ||
    case t.tgenabled when 'O' then '' else ', enabled ' || t.tgenabled::text end
  from path, pg_catalog.pg_trigger t join relation r on r.oid = t.tgrelid where path.text = '' and not t.tgisinternal
  union all
  select 'rule ' || r.name || '.' || quote_ident(w.rulename), pg_catalog.pg_get_ruledef(w.oid)
  from path, pg_catalog.pg_rewrite w join relation r on r.oid = w.ev_class where path.text = '' and w.rulename <> '_RETURN'
  union all
  select 'policy ' || r.name || '.' || quote_ident(p.polname), concat_ws(' ',
    case when p.polpermissive then 'permissive' else 'restrictive' end,
    case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    'to', (select string_agg(o.name, ', ' order by o.name) from role_name o where o.oid = any (p.polroles)),
    'using ' || pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
  from path, pg_catalog.pg_policy p join relation r on r.oid = p.polrelid where path.text = ''
  union all
  select 'statistics ' || s.name || '.' || quote_ident(x.stxname), concat_ws(' ', array_to_string(x.stxkind, ''), 'of',
    (select string_agg(quote_ident(attname), ', ' order by attname) from pg_catalog.pg_attribute
      where attrelid = x.stxrelid and attnum = any (x.stxkeys::pg_catalog.int2[])),
    array_to_string(pg_catalog.pg_get_statisticsobjdef_expressions(x.oid), ', '), 'in', x.stxrelid::pg_catalog.regclass)
  from path, pg_catalog.pg_statistic_ext x join space s on s.oid = x.stxnamespace where path.text = ''
  union all
  select 'extension ' || quote_ident(e.extname), 'in ' || quote_ident(n.nspname)
  from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.oid >= 16384
  union all
  select 'grant of ' || h.kind || h.what || ' to ' || g.name, string_agg(lower(a.privilege_type) ||
    case when a.is_grantable then ' with grant option' else '' end, ', ' order by a.privilege_type)
  from held h, pg_catalog.aclexplode(coalesce(h.acl, pg_catalog.acldefault(h.base, h.owner))) a join role_name g on g.oid = a.grantee
  where a.grantee <> h.owner group by 1
  union all
  select concat_ws(' ', 'default grant of', case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
      when 'f' then 'functions' when 'T' then 'types' when 'n' then 'schemas' else d.defaclobjtype::text end,
    'in ' || (select s.name from space s where s.oid = d.defaclnamespace), 'by', o.name, 'to', g.name),
    string_agg(lower(a.privilege_type) || case when a.is_grantable then ' with grant option' else '' end, ', ' order by a.privilege_type)
  from pg_catalog.pg_default_acl d join role_name o on o.oid = d.defaclrole, pg_catalog.aclexplode(d.defaclacl) a
    join role_name g on g.oid = a.grantee group by 1
  union all
  select 'role ' || quote_ident(r.rolname), concat_ws(' ', case when r.rolsuper then 'superuser' end,
    case when r.rolinherit then 'inherit' end, case when r.rolcreaterole then 'createrole' end,
    case when r.rolcreatedb then 'createdb' end, case when r.rolcanlogin then 'login' end,
    case when r.rolreplication then 'replication' end, case when r.rolbypassrls then 'bypassrls' end,
    'limit ' || nullif(r.rolconnlimit, -1), 'until ' || r.rolvaliduntil, 'with ' || array_to_string(r.rolconfig, ' '),
    'in ' || (select string_agg(o.name, ', ' order by o.name)
      from pg_catalog.pg_auth_members m join role_name o on o.oid = m.roleid where m.member = r.oid))
  from pg_catalog.pg_roles r where r.oid >= 16384
  union all
  select 'comment on ' || i.type || ' ' || i.identity, d.description
  from path, pg_catalog.pg_description d, pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  where path.text = '' and d.objoid >= 16384
    and not exists (select from member m where m.classid = d.classoid and m.objid = d.objoid)
    and not exists (select from pg_catalog.pg_extension e join pg_catalog.pg_available_extensions a on a.name = e.extname
      where d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass and e.oid = d.objoid and a.comment = d.description)
  union all
  select i.type || ' ' || i.identity, coalesce(o.text, '')
  from path, (
    select 'pg_catalog.pg_cast'::pg_catalog.regclass, oid,
      castfunc::pg_catalog.regprocedure || ' ' || castcontext::text || ' ' || castmethod::text from pg_catalog.pg_cast
    union all select 'pg_catalog.pg_operator'::pg_catalog.regclass, oid, oprcode::pg_catalog.regprocedure::text
      from pg_catalog.pg_operator
    union all select 'pg_catalog.pg_opclass'::pg_catalog.regclass, oid, null from pg_catalog.pg_opclass
    union all select 'pg_catalog.pg_opfamily'::pg_catalog.regclass, oid, null from pg_catalog.pg_opfamily
    union all select 'pg_catalog.pg_conversion'::pg_catalog.regclass, oid, null from pg_catalog.pg_conversion
    union all select 'pg_catalog.pg_collation'::pg_catalog.regclass, oid,
      concat_ws(' ', collprovider, collisdeterministic, collcollate, collctype) from pg_catalog.pg_collation
    union all select 'pg_catalog.pg_ts_config'::pg_catalog.regclass, c.oid, (
      select string_agg(m.maptokentype || ' ' || m.mapdict::pg_catalog.regdictionary, ', ' order by m.maptokentype, m.mapseqno)
      from pg_catalog.pg_ts_config_map m where m.mapcfg = c.oid) from pg_catalog.pg_ts_config c
    union all select 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, oid, dictinitoption from pg_catalog.pg_ts_dict
    union all select 'pg_catalog.pg_event_trigger'::pg_catalog.regclass, oid,
      evtevent || ' ' || evtfoid::pg_catalog.regprocedure from pg_catalog.pg_event_trigger
    union all select 'pg_catalog.pg_publication'::pg_catalog.regclass, oid, null from pg_catalog.pg_publication
    union all select 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid, array_to_string(srvoptions, ' ')
      from pg_catalog.pg_foreign_server) o (class, oid, text),
    pg_catalog.pg_identify_object(o.class, o.oid, 0) i
  where path.text = '' and o.oid >= 16384 and not exists (select from member m where m.classid = o.class and m.objid = o.oid))
select thing, text from line order by thing collate "C", text collate "C"
)sql";
}  // namespace virga::kit::detail
