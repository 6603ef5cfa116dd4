import { randomUUID } from 'node:crypto'
import { DAY, HOUR, moment } from '@core/base/time'
import { insertLogin } from '../../account/login/queries'
import { migrate } from '../../db/migrate'
import type { Db } from '../../db/port'
import { openPostgres } from '../../db/postgres'
import { seedDistrict } from '../../demo/seed'
import { seededRandom } from '../../demo/seeded-random'
import { sha256 } from '../../util/hash'
import { type DurablePostgres, openDurablePostgres } from '../database/durable-postgres'
import { SCHEMA } from '../database/schema'
import { buildCloud, type CloudProcess, startCloud } from '../process/cloud-process'
import type { Someone } from '../process/race'
import { timeLimit } from '../time-limit'
import { OFFERINGS, STATIONS } from '../world/world'
import { createCrashLoad } from './crash-load'

const CYCLES = Number(process.env.CRASH_CYCLES ?? 5)
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
const PEOPLE = 12
const SESSIONS = 16
/** Milliseconds. Upper limit of the random pauses before a crash, during it and after the restart. */
const LONGEST_MS = 500
const random = seededRandom(SEED)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const randomPause = () => pause(random() * LONGEST_MS)

let postgres: DurablePostgres
let db: Db
let cloud: CloudProcess
beforeAll(async () => {
  buildCloud()
  postgres = await openDurablePostgres()
  db = openPostgres(postgres.url)
  await migrate(db, SCHEMA)
  const now = Date.now()
  const streets = [{ code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }]
  await seedDistrict({ db, now: () => now }, { streets, stations: STATIONS, offerings: OFFERINGS })
})
afterAll(async () => {
  await db.close()
  await postgres.end()
})
beforeEach(async () => {
  cloud = await startCloud(postgres.url)
})
afterEach(async () => {
  await cloud.stop()
})

async function insertPeople(): Promise<Someone[]> {
  const people = Array.from({ length: PEOPLE }, () => ({ id: randomUUID(), token: randomUUID() }))
  for (const { id, token } of people) {
    await db.query(`insert into person (id, name, created_at) values ($1, '路人', now())`, [id])
    await db.query(`insert into guardianship values ($1, $1, 'self', null, now())`, [id])
    await insertLogin(db, sha256(token), id, Date.now(), Date.now() + DAY)
  }
  return people
}
/** Small sessions in consecutive hours; some start so soon that a promotion is an offer. */
async function insertSessions(): Promise<string[]> {
  const ids = Array.from({ length: SESSIONS }, () => `hp001.talk-${randomUUID().slice(0, 8)}`)
  for (const [at, id] of ids.entries()) {
    const start = Date.now() + (at + 16) * HOUR
    await db.query(
      `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity)
       values ('hp001', $1, 'hp001-talk', 'activity', '讲座', $2, $3, 3)`,
      [id, moment(start), moment(start + HOUR / 2)],
    )
  }
  return ids
}

const healthz = () =>
  fetch(`http://127.0.0.1:${cloud.port}/healthz`).then(
    ({ status, headers }) => `${status} ${headers.get('retry-after')}`,
    () => 'unreachable',
  )

type CrashLoad = ReturnType<typeof createCrashLoad>
const killCloud = async (load: CrashLoad) => {
  await cloud.kill()
  await randomPause()
  cloud = await startCloud(postgres.url)
  load.at(cloud)
}
/** Crashes PostgreSQL: meanwhile the cloud answers 503, and afterwards it reconnects by itself. */
const crashPostgres = async () => {
  await postgres.crash()
  const meanwhile = await healthz()
  await randomPause()
  await postgres.start()
  expect(meanwhile).toMatch(/^503 \d+$/)
  while ((await healthz()) !== '200 null') await pause(10)
}

test(
  `answers stay true after crashes under load (CRASH_SEED=${SEED} CRASH_CYCLES=${CYCLES})`,
  async () => {
    const load = createCrashLoad(SEED, await insertPeople(), await insertSessions())
    load.at(cloud)
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const stopLoad = load.begin()
      await randomPause()
      await (cycle % 2 === 0 ? killCloud(load) : crashPostgres())
      await randomPause()
      await stopLoad()
      expect({ cycle, wrong: await load.audit(db) }).toEqual({ cycle, wrong: [] })
    }
    console.log(`crash: CRASH_SEED=${SEED} CRASH_CYCLES=${CYCLES}, ${JSON.stringify(load.counts)}`)
    expect(load.counts.answered).toBeGreaterThan(0)
    expect(load.counts.unknown).toBeGreaterThan(0)
    expect(load.counts.unavailable).toBeGreaterThan(0)
  },
  timeLimit(CYCLES * 5_000),
)

test('twin: bookings lost with an unlogged table are reported', async () => {
  await db.query('alter table attendance drop constraint attendance_station_id_booking_id_fkey')
  await db.query('alter table booking set unlogged')
  const load = createCrashLoad(SEED, await insertPeople(), await insertSessions())
  load.at(cloud)
  const stopLoad = load.begin()
  await pause(LONGEST_MS)
  await crashPostgres()
  await stopLoad()
  expect((await load.audit(db)).join('\n')).toContain('is lost')
})
