// Better Auth over a database, as an app sets it up; without tables it is the one that its generator reads.
import { webcrypto } from "node:crypto";

import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";

globalThis.crypto ??= webcrypto; // node 18, which is Debian 12's, does not name it globally

export const make = (database, schema, on = {}) =>
  betterAuth({
    baseURL: "http://localhost:3000",
    secret: "only-of-tests-only-of-tests-only-of-tests",
    telemetry: { enabled: false },
    database: drizzleAdapter(database, { provider: "pg", schema }),
    emailAndPassword: { enabled: true, sendResetPassword: async (data) => on.reset?.(data) },
    user: { deleteUser: { enabled: true } },
  });
