import type { Context } from 'hono'
import type { Deps } from '../../base/deps'
import { type Migration, pending } from '../../db/migrate'

/** Readiness probe: the database answers, and has every migration of this build. */
export const ready =
  ({ db }: Pick<Deps, 'db'>, migrations: readonly Migration[]) =>
  async (c: Context): Promise<Response> => {
    const missing = await pending(db, migrations).catch(() => undefined)
    if (missing?.length === 0) return c.json({ ok: true })
    c.header('retry-after', '2')
    return c.json({ ok: false, why: missing ? 'not migrated' : 'no database' }, 503)
  }
