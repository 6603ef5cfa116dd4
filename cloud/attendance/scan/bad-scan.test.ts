import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { type ScanInput, scansSentAt } from '../../testing/world/scans'
import { openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
let world: World
let manager: Someone
/** Door codes of two bookings of today. */
let codes: string[]
let query: Db['query']
beforeAll(async () => {
  world = await openWorld()
  query = world.deps.db.query
})
beforeEach(async () => {
  await resetDistrict(world)
  world.logged.length = 0
  manager = await world.as('manager')
  codes = []
  for (const persona of ['resident', 'elder'] as const) {
    const who = await world.as(persona)
    const { body } = await who('POST', '/api/bookings', { session: TALK, people: [who.id] }, newIdempotencyKey())
    codes.push(body.booking.code)
  }
})
afterEach(async () => {
  world.deps.db.query = query
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
})
afterAll(() => world.close())

const send = (scans: object[]) => manager('POST', '/api/attendance', scansSentAt(world.clock.now, scans as ScanInput[]))
const verdictsOf = ({ status, body }: Awaited<ReturnType<typeof send>>) => [
  status,
  ...body.answers.map(({ seq, verdict, refusal }: Record<string, string>) => [seq, refusal ?? verdict].join(' ')),
]
const walkIn = { kind: 'walk-in', pass: '', session: TALK, seats: 1 }
/** Statements with this text or value fail. */
const failing = (which: RegExp, fault: object) => {
  world.deps.db.query = ((text: string, params?: readonly unknown[]) =>
    which.test(`${text} ${JSON.stringify(params ?? [])}`)
      ? Promise.reject(Object.assign(new Error('broken'), fault))
      : query(text, params)) as Db['query']
}

describe('a scan that cannot be read is refused, and those around it are recorded:', () => {
  test.each([
    [{ at: '2026-11-23T10:00:00+08' }],
    [{ at: '9999-12-31T23:59:59-12:00' }],
    [{ at: 'now' }],
    [{ pass: 'x'.repeat(601) }],
    [{ pass: '12345678\u0000' }],
    [{ pass: '' }],
    [{ kind: 'through' }],
    [{ kind: 'undo', of: '1' }],
    [{ kind: 'walk-in', pass: '', session: TALK, seats: 21 }],
    [{ session: '../etc' }],
    [{ told: false }],
    [{ flag: null }],
    [{ of: 1 }],
    [{ kind: 'undo' }],
    [{ kind: 'walk-in', pass: '' }],
    [{ kind: 'walk-in', pass: '', seats: 0, session: TALK }],
    [{ session: '' }],
    [{ pass: 1 }],
    [{ at: 1e18 }],
    [{ extra: 1 }],
  ])('%#', async (change) => {
    const answer = await send([{ pass: codes[0] }, { pass: codes[1], ...change }, walkIn, { pass: codes[1] }])
    expect(verdictsOf(answer)).toEqual([200, '1 in', '2 forged', '3 walked-in', '4 in'])
    expect(answer.body.answers[1].message).toBe(sayAnyRefusal('zh-hans', { refusal: 'forged' }))
    expect(world.logged).toEqual([])
  })
})

test.each([[{ seq: -1 }], [{ seq: '1' }], [{ device: '' }], [{ device: '门' }]])(
  'a scan with %j has no name by which to answer it, so all are refused',
  async (change) => {
    const { status, body } = await send([{ pass: codes[0] }, { pass: codes[1], ...change }])
    expect([status, body.code, body.where]).toEqual([400, 'bad-input', `scans.1.${Object.keys(change)[0]}`])
  },
)

describe('a scan on which the cloud fails has no answer, and those around it have theirs', () => {
  const all = () => [walkIn, { pass: codes[0] }, { pass: codes[1] }, { ...walkIn, session: 'hp001.small-2611231600' }]
  test('a pass', async () => {
    failing(/insert into scan .*seq[^}]*:2,/, { code: '22003' })
    expect(verdictsOf(await send(all()))).toEqual([200, '1 walked-in', '3 in', '4 walked-in'])
    expect(world.logged).toEqual([expect.objectContaining({ event: 'fault', requestId: expect.any(String) })])
    // Sent again once it is mended: every scan counts once.
    world.deps.db.query = query
    expect(verdictsOf(await send(all()))).toEqual([200, '1 walked-in', '2 in', '3 in', '4 walked-in'])
    const { body } = await manager('GET', `/api/sessions/${TALK}/roster`)
    expect([body.walkedIn, body.roster.filter(({ came }: { came: unknown }) => came).length]).toEqual([1, 2])
  })
  test('a walk-in', async () => {
    failing(/record_walk_in.*small/, { code: '22003' })
    expect(verdictsOf(await send(all()))).toEqual([200, '1 walked-in', '2 in', '3 in'])
  })
  test('all after the first, when the database is gone: what was recorded is answered', async () => {
    failing(/b\.door_code|record_walk_in.*small/, { code: 'ECONNREFUSED' })
    expect(verdictsOf(await send(all()))).toEqual([200, '1 walked-in'])
  })
  test('all of them: the call fails, and can be sent again', async () => {
    failing(/record_walk_in|b\.door_code/, { code: '22003' })
    expect((await send(all())).status).toBe(500)
    failing(/record_walk_in|b\.door_code/, { code: 'ECONNREFUSED' })
    expect((await send(all())).status).toBe(503)
  })
})
