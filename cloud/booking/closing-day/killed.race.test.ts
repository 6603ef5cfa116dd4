import { randomUUID } from 'node:crypto'
import { addDays, DAY, dayOf, HOUR, moment, startOfDay } from '@core/base/time'
import { insertLogin } from '../../account/login/queries'
import { migrate } from '../../db/migrate'
import type { Db } from '../../db/port'
import { seedDistrict } from '../../demo/seed'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { SCHEMA } from '../../testing/database/schema'
import { patchFunction } from '../../testing/faults/fault-injection'
import { buildCloud, type CloudProcess, startCloud } from '../../testing/process/cloud-process'
import type { Someone } from '../../testing/process/race'
import { OFFERINGS, STATIONS } from '../../testing/world/world'
import { sha256 } from '../../util/hash'

const SESSIONS = 40
const TOMORROW = addDays(dayOf(Date.now()), 1)
let real: RealPostgres
let db: Db
let cloud: CloudProcess
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
  db = real.open()
  await migrate(db, SCHEMA)
  const streets = [{ code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }]
  await seedDistrict({ db, now: Date.now }, { streets, stations: STATIONS, offerings: OFFERINGS.slice(0, 1) })
  cloud = await startCloud(real.url)
})
afterAll(async () => {
  await cloud.stop()
  await real.drop()
})

async function somebody(role?: string): Promise<Someone> {
  const who = { id: randomUUID(), token: randomUUID() }
  await db.query(`insert into person (id, name, created_at) values ($1, '路人', now())`, [who.id])
  await db.query(`insert into guardianship values ($1, $1, 'self', null, now())`, [who.id])
  await insertLogin(db, sha256(who.token), who.id, Date.now(), Date.now() + DAY)
  if (role) await db.query(`insert into role (person_id, role, scope) values ($1, $2, 'hp001')`, [who.id, role])
  return who
}
const ask = async (who: Someone, path: string, body?: object) => {
  const headers = { authorization: `Bearer ${who.token}`, 'idempotency-key': randomUUID() }
  const answer = await fetch(`http://127.0.0.1:${cloud.port}${path}`, {
    headers,
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  return answer.json()
}
/** Half an hour each, from six in the morning, so that one person can be in all of them. */
async function bookAll(who: Someone): Promise<void> {
  for (let nth = 0; nth < SESSIONS; nth++) {
    const id = `hp001.talk-${randomUUID().slice(0, 8)}`
    const start = startOfDay(TOMORROW) + nth * (HOUR / 2)
    await db.query(
      `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity)
       values ('hp001', $1, 'hp001-talk', 'activity', '讲座', $2, $3, 9)`,
      [id, moment(start), moment(start + HOUR / 2)],
    )
    expect(await ask(who, '/api/bookings', { session: id, people: [who.id] })).toMatchObject({ booking: {} })
  }
}

test('a closing whose process is killed goes on after the restart, and tells everybody once', async () => {
  const [manager, resident] = [await somebody('station'), await somebody()]
  await bookAll(resident)
  await patchFunction(db, 'close_session', 'select * into c from', 'perform pg_sleep(0.1); select * into c from')
  const scope = { scope: 'station', id: 'hp001' }
  const closing = { scope, day: TOMORROW, reason: '台风', act: 'call-off' }
  const { id } = await ask(manager, '/api/closures', { closing })
  const progress = async () => (await ask(manager, `/api/closures/${id}`)).closing
  let before = await progress()
  while (before.done === 0) before = await progress()
  await cloud.kill()
  cloud = await startCloud(real.url)
  const between = await progress()
  expect(between).toMatchObject({ ended: false })
  expect(between.done).toBeLessThan(between.sessions)
  let after = between
  while (!after.ended) after = await progress()
  expect(after).toMatchObject({ done: after.sessions, told: SESSIONS })
  const told = await db.query(
    `select session_id from notice where person_id = $1 and kind = 'called-off' group by session_id having count(*) = 1`,
    [resident.id],
  )
  expect(told).toHaveLength(SESSIONS)
  expect(await findViolations(db)).toEqual({})
})
