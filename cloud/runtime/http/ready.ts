import type { Context } from 'hono'
import type { Deps } from '../../base/deps'
import { pending } from '../../db/migrate'
import type { Schema } from '../../db/schema-files'

/** Readiness probe: the database answers, and has every migration of this build. */
export const ready =
  ({ db }: Pick<Deps, 'db'>, schema: Schema) =>
  async (c: Context): Promise<Response> => {
    const missing = await pending(db, schema).catch(() => undefined)
    if (missing?.size === 0) return c.json({ ok: true })
    c.header('retry-after', '2')
    return c.json({ ok: false, why: missing ? 'not migrated' : 'no database' }, 503)
  }
