// An app's schema as it is declared for Drizzle.
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";

export const note = pgTable(
  "note",
  { id: text("id").primaryKey(), body: text("body").notNull(), stars: integer("stars").default(7) },
  (note) => [index("note_body").on(note.body)],
);
