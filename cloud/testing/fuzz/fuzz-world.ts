import { bearerOf, type CallerName, insertCallers } from '../access/callers'
import { createAllThings, type Things, type Which } from '../access/things'
import { openMigrated } from '../database/image'
import { openWorld, type World } from '../world/world'
import { createMoreSamples, type MoreSamples } from './fuzz-samples'
import { createRolledBack, type RolledBack } from './rolled-back'
import { KNOWN } from './values'

/** A seeded district that every chapter finds as it was. */
export type FuzzWorld = {
  world: World
  things: Record<Which, Things>
  more: MoreSamples
  database: RolledBack
  /** Texts of the seeded world, for the pool of each chapter. */
  texts: readonly unknown[]
  close: () => Promise<void>
}

/** Reads what the owners and managers see, so that requests can name it. */
const READ: [CallerName, string][] = [
  ['resident', '/api/me'],
  ['neighbour', '/api/me'],
  ['resident', '/api/bookings'],
  ['resident', '/api/logins'],
  ['resident', '/api/sessions?limit=60'],
  ['station', '/api/roles?of=station&id=hp001'],
  ['district', '/api/names'],
]

/** What a real district writes along with the rows that the things were inserted as: the invariants ask for it. */
async function completeRows({ db }: World, { here, there }: Record<Which, Things>): Promise<void> {
  // Strikes are recorded once a session is judged; a message, once its notice is posted; a member's standing, with the role.
  await db.query('update session set judged = true where id = any ($1)', [[here.session, there.session]])
  await db.query(
    'update notice n set posted = true from message m where m.person_id = n.person_id and m.notice_id = n.id',
    [],
  )
  await db.query(
    `update person p set standing = array_append(standing, 'member') from role r
     where r.person_id = p.id and r.role = 'member' and 'member' <> all (standing)`,
    [],
  )
}

export async function openFuzzWorld(): Promise<FuzzWorld> {
  const inner = await openMigrated()
  const database = createRolledBack(inner)
  const world = await openWorld(database.db)
  await insertCallers(world)
  const things = await createAllThings(world)
  await completeRows(world, things)
  const more = await createMoreSamples(world, things.here)
  const read = async ([who, path]: (typeof READ)[number]) =>
    (await world.ask('GET', path, undefined, bearerOf(who))).body
  const seen = await Promise.all(READ.map(read))
  return { world, things, more, database, texts: [...KNOWN, things, more, seen], close: () => inner.close() }
}
