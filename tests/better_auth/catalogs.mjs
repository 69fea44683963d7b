// Compares the four tables in two databases, Better Auth's and ours: node catalogs.mjs <theirs> <ours>.
import pg from "pg";

const tables = ["user", "session", "account", "verification"];

// What differs, and may: drizzle-kit names these constraints by a rule of its own, the kit as PostgreSQL does.
const theirs_to_ours = new Map([
  ["account_user_id_user_id_fk", "account_user_id_fkey"],
  ["session_token_unique", "session_token_key"],
  ["session_user_id_user_id_fk", "session_user_id_fkey"],
  ["user_email_unique", "user_email_key"],
]);

// A bare now() is read off the clock of the session's time zone; ours is UTC's, in whatever session someone inserts.
const now = [
  "timestamp without time zone not null default now()",
  "timestamp without time zone not null default (now() AT TIME ZONE 'UTC'::text)",
];

// Each row is a line: the table, the thing, its name, and all that the catalog says of it.
const question = `
  select c.relname || ' is ' || concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity,
           c.relreplident, c.relhastriggers, c.reloptions, obj_description(c.oid, 'pg_class')) as line
    from pg_class c where c.oid = any($1::regclass[])
  union all
  select c.relname || ' column ' || concat_ws(' ', a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid), nullif(a.attidentity, ''),
           nullif(a.attgenerated, ''), 'collate ' || nullif(a.attcollation, t.typcollation), a.attstorage)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = any($1::regclass[]) and a.attnum > 0
  union all
  select c.relname || ' constraint ' || concat_ws(' ', k.conname, pg_get_constraintdef(k.oid), k.condeferrable, k.condeferred,
           k.convalidated)
    from pg_constraint k join pg_class c on c.oid = k.conrelid where k.conrelid = any($1::regclass[]) and k.contype <> 'n'
  union all
  select c.relname || ' index ' || concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisprimary, i.indisvalid,
           i.indnullsnotdistinct)
    from pg_index i join pg_class c on c.oid = i.indrelid where i.indrelid = any($1::regclass[])
  union all
  select c.relname || ' is named by ' || k.conname || ' of ' || k.conrelid::regclass
    from pg_constraint k join pg_class c on c.oid = k.confrelid
    where k.confrelid = any($1::regclass[]) and k.conrelid = any($1::regclass[])`;

const lines_of = async (url) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(question, [tables.map((name) => `public."${name}"`)]);
  await client.end();
  return rows.map(({ line }) => line);
};

const [theirs, ours] = await Promise.all([lines_of(process.argv[2]), lines_of(process.argv[3])]);

const wrong = [];
for (const [their_name, our_name] of theirs_to_ours) {
  const word = (name) => new RegExp(`\\b${name}\\b`);
  if (!theirs.some((line) => word(their_name).test(line))) wrong.push(`Better Auth's database has no ${their_name} any more`);
  if (!ours.some((line) => word(our_name).test(line))) wrong.push(`our database has no ${our_name}`);
}
if (!theirs.some((line) => line.includes(now[0]))) wrong.push("Better Auth's database has no default now() any more");
const expected = theirs.map((line) =>
  line.replace(/\w+/g, (word) => theirs_to_ours.get(word) ?? word).replace(now[0], now[1]),
);
wrong.push(...expected.filter((line) => !ours.includes(line)).map((line) => `only Better Auth's: ${line}`).sort());
wrong.push(...ours.filter((line) => !expected.includes(line)).map((line) => `only ours:          ${line}`).sort());
if (wrong.length !== 0 || theirs.length < 40) {
  console.error(`${theirs.length} facts of Better Auth's, ${ours.length} of ours\n${wrong.join("\n")}`);
  process.exit(1);
}
const names = theirs_to_ours.size;
console.log(`catalogs: ${theirs.length} facts of four tables are equal but for ${names} names of constraints, and now() in UTC`);
