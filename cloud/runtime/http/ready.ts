import type { Context } from 'hono'
import type { Deps } from '../../base/deps'
import { pending } from '../../db/migrate'
import type { Schema } from '../../db/schema-files'

/** Whether this process can be sent people: its database answers, and has the schema that this build was made with. */
export const ready =
  ({ db }: Pick<Deps, 'db'>, schema: Schema) =>
  async (c: Context): Promise<Response> => {
    const missing = await pending(db, schema).catch(() => undefined)
    if (missing?.size === 0) return c.json({ ok: true })
    c.header('retry-after', '2')
    return c.json({ ok: false, why: missing ? 'not migrated' : 'no database' }, 503)
  }
