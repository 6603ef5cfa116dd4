import type { Db } from '../db/port'
import { BadEnv } from '../util/bad-env'

/**
 * Whether the database has nothing yet, or is the demo's: it has personas, and no station but the demo's. An invitation to
 * the first of a district counts as somebody's already, and so do streets that were imported before anybody was invited.
 */
const IS_DEMO = `select not exists (select from station where (about->>'demo')::boolean is not true)
  and (exists (select from person where persona is not null)
    or not exists (select from person) and not exists (select from role_invitation)
      and not exists (select from street)) as demo`

/**
 * Throws BadEnv unless the demo may be seeded into this database: its district person would be in the way of a real one,
 * and its personas could log in. Changes nothing, and runs before the first migration too.
 */
export async function checkDemo(db: Db, demo: boolean): Promise<void> {
  if (!demo) throw new BadEnv('The demo is off here (DEMO): nothing is seeded.')
  const [tables] = await db.query<{ there: boolean }>(`select to_regclass('role_invitation') is not null as there`, [])
  if (!tables?.there) return
  const [found] = await db.query<{ demo: boolean }>(IS_DEMO, [])
  if (!found?.demo)
    throw new BadEnv('This database is not the demo’s: nothing is seeded. Give an empty one, or DEMO=0.')
}
