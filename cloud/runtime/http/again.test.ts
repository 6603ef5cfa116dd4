import { screenCode } from '@core/attendance/check-in-code'
import { bytesOfHex } from '@core/base/bytes'
import { HOUR, MINUTE } from '@core/base/time'
import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { addPasskey } from '../../testing/passkey/passkeys'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'
import { runJobs } from '../jobs'

const TALK = 'hp001.talk-2611231400'
/** Milliseconds. The longest time from a phone's first try to its last (core/contract/retry.ts). */
const LATER = 25_000

let world: World
let resident: Awaited<ReturnType<World['as']>>
let manager: typeof resident
beforeAll(async () => {
  world = await openWorld()
  await world.db.query(`update offering set about = about || '{"wall":true}' where id = 'hp001-talk'`)
})
beforeEach(async () => {
  await resetDistrict(world)
  ;[resident, manager] = [await world.as('resident'), await world.as('manager')]
})
afterAll(() => world.close())

async function book() {
  const { body } = await resident(
    'POST',
    '/api/bookings',
    { session: TALK, people: [resident.id] },
    newIdempotencyKey(),
  )
  return body.booking.id as string
}
async function strike() {
  const id = await book()
  world.clock.now = MONDAY_TEN + 24 * HOUR
  await runJobs(world.deps)
  await resident('POST', `/api/strikes/${id}/appeal`, { words: '我来了，门口没人。' })
  return id
}
type Call = { who: typeof resident; method: string; path: string; body?: object }
/** For each repeatable row, a call that changes something the first time. */
const CALLS: Partial<Record<EndpointName, () => Promise<Call>>> = {
  async dropPhone() {
    await world.db.query(
      `insert into phone (person_id, number, number_hash, since) values ($1, 's1.k1.x', 'hash', now())`,
      [resident.id],
    )
    return { who: resident, method: 'DELETE', path: '/api/me/phone' }
  },
  async namePasskey() {
    const [{ id }] = (await addPasskey(resident)).body.passkeys
    return { who: resident, method: 'PATCH', path: `/api/passkeys/${id}`, body: { name: '前台' } }
  },
  changePerson: async () => ({
    who: resident,
    method: 'PATCH',
    path: `/api/people/${resident.people[0]}`,
    body: { name: '大宝', born: '2020-02', consent: true },
  }),
  async endOtherLogins() {
    await world.as('resident')
    return { who: resident, method: 'DELETE', path: '/api/logins' }
  },
  async readNotices() {
    await book()
    await world.db.query('update notice set read_at = null')
    return { who: resident, method: 'POST', path: '/api/notices/read', body: { upTo: 1e6 } }
  },
  async checkIn() {
    await book()
    world.clock.now = MONDAY_TEN + 4 * HOUR - 10 * MINUTE
    const { body } = await manager('GET', `/api/sessions/${TALK}/wall`)
    const code = screenCode(TALK, bytesOfHex(body.screenKey), world.clock.now, crypto.mac)
    return { who: resident, method: 'POST', path: '/api/check-in', body: { code } }
  },
  uploadPiece: async () => ({
    who: manager,
    method: 'POST',
    path: '/api/uploads',
    body: { upload: 'u1', nth: 0, body: 'AAAA' },
  }),
  inviteManagers: async () => ({
    who: manager,
    method: 'POST',
    path: '/api/roles/invitations/managers',
    body: { batch: 'b1', stations: ['hp001'] },
  }),
  answerAppeal: async () => ({
    who: manager,
    method: 'POST',
    path: `/api/appeals/${await strike()}`,
    body: { forgive: true, words: '是我们不对。' },
  }),
}
/** All rows of all tables, like a dump of the database. */
async function dump() {
  const tables = await world.db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  )
  const all = await Promise.all(tables.map(({ name }) => world.db.query(`select t::text from "${name}" t order by 1`)))
  return Object.fromEntries(all.map((rows, at) => [tables[at]?.name, rows]))
}

const repeatableNames = (Object.entries(endpoints) as [EndpointName, Endpoint][]).flatMap(([name, { repeatable }]) =>
  repeatable ? [name] : [],
)

test.each(repeatableNames)('%s: a repeated call gets the same answer and changes nothing more', async (name) => {
  const { who, method, path, body } = await (CALLS[name] as () => Promise<Call>)()
  const before = await dump()
  const first = await who(method, path, body)
  const between = await dump()
  world.clock.now += LATER
  const second = await who(method, path, body)
  expect([first.status, second.status]).toEqual([200, 200])
  expect(second.text).toBe(first.text)
  expect(between).not.toEqual(before)
  expect(await dump()).toEqual(between)
})
