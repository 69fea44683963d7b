// What the finds of tests/bench/finds.cpp cost in Drizzle on Node.js, by the driver that is named: `node finds.mjs <url> pg|postgres`.
// Run by tests/bench/finds.py, in a folder in which npm has installed a version of drizzle-orm. Prints a line a question: the median
// of the processor's time of this process and of the server's, in ms, and of this one alone.
import { readFileSync } from "node:fs";
import * as orm from "drizzle-orm";
import { bigint, boolean, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const [url, driver] = process.argv.slice(2);
const key = (name) => bigint(name, { mode: "number" });
const time = (name) => timestamp(name, { withTimezone: true, mode: "string" });
const parent = pgTable("parent", { id: key("id").primaryKey(), name: text("name").notNull(), email: text("email").notNull(),
  score: integer("score").notNull(), active: boolean("active").notNull(), createdAt: time("created_at").notNull() });
const child = pgTable("child", { id: key("id").primaryKey(), parentId: key("parent_id").notNull(), title: text("title").notNull(),
  views: integer("views").notNull(), createdAt: time("created_at").notNull() });
const note = pgTable("note", { id: key("id").primaryKey(), childId: key("child_id").notNull(), body: text("body").notNull(),
  stars: integer("stars").notNull() });

const isNew = orm.defineRelations !== undefined;  // from 1.0 on
const { drizzle } = await import(driver === "pg" ? "drizzle-orm/node-postgres" : "drizzle-orm/postgres-js");
let client;
if (driver === "pg") {
  client = new (await import("pg")).default.Client({ connectionString: url });
  await client.connect();
} else {
  // It takes no URL whose host is the folder of a socket.
  const { searchParams: at, username, pathname } = new URL(url.replace("@/", "@localhost/"));
  const path = { host: at.get("host"), port: Number(at.get("port")) };
  client = (await import("postgres")).default({ ...path, username, database: pathname.slice(1), max: 1 });
}
let options;
if (isNew) {
  const relations = orm.defineRelations({ parent, child, note }, (r) => ({
    parent: { children: r.many.child({ from: r.parent.id, to: r.child.parentId }) },
    child: { notes: r.many.note({ from: r.child.id, to: r.note.childId }) },
  }));
  options = { client, relations };
} else {
  const { relations } = orm;
  const schema = { parent, child, note,
    parentRelations: relations(parent, ({ many }) => ({ children: many(child) })),
    childRelations: relations(child, ({ one, many }) => ({ parent: one(parent, { fields: [child.parentId], references: [parent.id] }),
      notes: many(note) })),
    noteRelations: relations(note, ({ one }) => ({ child: one(child, { fields: [note.childId], references: [child.id] }) })) };
  options = { client, schema };
}
const db = drizzle(options);
const byId = isNew ? { id: "asc" } : (table, { asc }) => asc(table.id);
const questions = {
  "page of 10": [50, { orderBy: byId, limit: 10, offset: 5000, with: { children: { orderBy: byId } } }],
  "all, ordered": [1, { orderBy: byId, with: { children: { orderBy: byId } } }],
  all: [1, { orderBy: byId, with: { children: true } }],
  "page of 50, two levels": [2, { orderBy: byId, limit: 50, offset: 5000,
    with: { children: { orderBy: byId, with: { notes: { orderBy: byId } } } } }],
};

const asked = await db.execute(orm.sql`select pg_backend_pid() as pid`);
const pid = (asked.rows ?? asked)[0].pid;
const ofServer = () => Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
const ofThis = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e3; };
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
for (const [name, [repeats, find]] of Object.entries(questions)) {
  const both = [], own = [];
  for (let round = 0; round !== 15; ++round) {
    const server = ofServer(), before = ofThis();
    for (let i = 0; i !== repeats; ++i) await db.query.parent.findMany(find);
    const spent = ofThis() - before;
    if (round < 4) continue;  // by then the code is compiled
    own.push(spent / repeats);
    both.push((spent + ofServer() - server) / repeats);
  }
  console.log(`${name.padEnd(24)}${`drizzle ${process.env.VERSION}, ${driver}`.padEnd(40)}${median(both).toFixed(3).padStart(9)}${median(own).toFixed(3).padStart(9)}`);
}
process.exit(0);
