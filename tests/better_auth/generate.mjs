// Has Better Auth's generator write the Drizzle schema of its core tables: node generate.mjs <file>.
import { writeFile } from "node:fs/promises";

import { generateDrizzleSchema } from "auth/api";

import { make } from "./auth.mjs";

const { options } = make({}, {});
const adapter = { id: "drizzle", options: { provider: "pg" } };
const { code } = await generateDrizzleSchema({ file: process.argv[2], adapter, options });
await writeFile(process.argv[2], code);
