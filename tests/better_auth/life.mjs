// Users come, sign in, change and go, over a database that the kit migrated: node life.mjs <url> <schema.mjs> <file>.
// The last user stays; the file gets what Better Auth says of it.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";

import { make } from "./auth.mjs";

const [url, schema_file, left] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url });
const schema = await import(pathToFileURL(schema_file));
let reset;
const auth = make(drizzle(pool, { schema }), schema, { reset: (data) => (reset = data) });
const ask = async (sql, ...values) => (await pool.query(sql, values)).rows;
const rows_of = async (user) => {
  const count = (table, column) => `(select count(*)::int from "${table}" where ${column} = $1)`;
  const counts = [count("user", "id"), count("session", "user_id"), count("account", "user_id")];
  return (await ask(`select ${counts[0]} as users, ${counts[1]} as sessions, ${counts[2]} as accounts`, user))[0];
};

// The cookies that an answer sets, as the headers of the next request.
const signed_in = ({ headers }) =>
  new Headers({ cookie: headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ") });
const refused = (promise, status) => assert.rejects(promise, (error) => error.status === status);

// Sign-up makes the user, a way to sign in and a session.
const ada = { name: "Ada", email: "ada@example.org", password: "analytical engine" };
const made = await auth.api.signUpEmail({ body: ada, returnHeaders: true });
const { id } = made.response.user;
assert.deepEqual(await rows_of(id), { users: 1, sessions: 1, accounts: 1 });
const [account] = await ask("select * from account where user_id = $1", id);
assert.equal(account.provider_id, "credential");
assert.equal(account.account_id, id);
assert.ok(account.password.length > 60 && !account.password.includes(ada.password));
await refused(auth.api.signUpEmail({ body: ada }), "UNPROCESSABLE_ENTITY");

// Sign-in by the right password makes a session of its own; by a wrong one none.
await refused(auth.api.signInEmail({ body: { email: ada.email, password: "difference engine" } }), "UNAUTHORIZED");
const entered = await auth.api.signInEmail({ body: { email: ada.email, password: ada.password }, returnHeaders: true });
const headers = signed_in(entered);
assert.deepEqual(await rows_of(id), { users: 1, sessions: 2, accounts: 1 });

// The session tells who it is.
const session = await auth.api.getSession({ headers });
assert.equal(session.user.email, ada.email);
assert.equal(session.session.token, entered.response.token);
assert.ok(Math.abs(session.session.expiresAt - Date.now() - 7 * 24 * 3600 * 1000) < 120_000, "a session lasts a week");

// A user, a password and a way to sign in change.
await auth.api.updateUser({ body: { name: "Ada Lovelace", image: "https://example.org/ada.png" }, headers });
const [user] = await ask('select name, image, updated_at > created_at as later from "user" where id = $1', id);
assert.deepEqual(user, { name: "Ada Lovelace", image: "https://example.org/ada.png", later: true });
const changed = "the engine weaves algebraical patterns";
await auth.api.changePassword({ body: { currentPassword: ada.password, newPassword: changed }, headers });
const context = await auth.$context;
const tokens = { accessToken: "gho_1", accessTokenExpiresAt: new Date(Date.now() + 3_600_000), scope: "user:email" };
for (const providerId of ["github", "gitlab"]) // two providers may call different people by the same number
  await context.internalAdapter.linkAccount({ userId: id, providerId, accountId: "1815", ...tokens });
assert.deepEqual(
  (await auth.api.listUserAccounts({ headers })).map((one) => one.providerId).sort(),
  ["credential", "github", "gitlab"],
);

// A forgotten password is reset by what was sent out, once.
await auth.api.requestPasswordReset({ body: { email: ada.email } });
assert.equal((await ask("select * from verification where value = $1", id)).length, 1);
await auth.api.resetPassword({ body: { newPassword: ada.password, token: reset.token } });
assert.equal((await ask("select * from verification")).length, 0);
await refused(auth.api.resetPassword({ body: { newPassword: ada.password, token: reset.token } }), "BAD_REQUEST");

// Sign-out ends that session and no other.
const before = (await rows_of(id)).sessions;
await auth.api.signOut({ headers });
assert.equal(await auth.api.getSession({ headers }), null);
assert.equal((await rows_of(id)).sessions, before - 1);

// Deletion takes all that is the user's with it.
const again = await auth.api.signInEmail({ body: { email: ada.email, password: ada.password }, returnHeaders: true });
const grace = { name: "Grace", email: "grace@example.org", password: "nanoseconds of wire" };
const stays = await auth.api.signUpEmail({ body: grace, returnHeaders: true });
await auth.api.deleteUser({ body: { password: ada.password }, headers: signed_in(again) });
assert.deepEqual(await rows_of(id), { users: 0, sessions: 0, accounts: 0 });

const last = await auth.api.getSession({ headers: signed_in(stays) });
await writeFile(left, [last.user.id, last.user.email, last.session.token, last.session.expiresAt.getTime()].join(" "));
await pool.end();
console.log("life: users signed up, signed in, changed, signed out and were deleted");
