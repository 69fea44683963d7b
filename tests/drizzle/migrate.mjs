// Has Drizzle apply a folder, unless none is named, and prints the table of migrations: node migrate.mjs <url> [<folder>].
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const [url, migrationsFolder] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url });
if (migrationsFolder) await migrate(drizzle({ client: pool }), { migrationsFolder });
const { rows } = await pool.query(
  "select id, name, hash, created_at, applied_at is not null as applied from drizzle.__drizzle_migrations order by id",
);
console.log(JSON.stringify(rows));
await pool.end();
