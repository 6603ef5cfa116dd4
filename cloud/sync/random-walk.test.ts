import { instant, MINUTE, moment } from '@core/base/time'
import fc from 'fast-check'
import { runJobs } from '../runtime/jobs'
import { newIdempotencyKey } from '../testing/world/idempotency-key'
import { createPhone } from '../testing/world/phone'
import { resetDistrict } from '../testing/world/reset'
import { openWorld, type Someone, type World } from '../testing/world/world'

const SESSIONS = ['hp001.talk-2611231400', 'hp001.small-2611231600', 'hp001.talk-2611241400']
let world: World
let scans = 1
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Stage = { resident: Someone; manager: Someone; mine: Phone; again: Phone; desk: Phone }
type Phone = ReturnType<typeof createPhone>
type Step = (stage: Stage) => Promise<unknown>

const pick = <T>(from: readonly T[], nth: number): T | undefined => from[nth % Math.max(1, from.length)]
const bookingsOf = async (who: Someone) => (await who('GET', '/api/bookings')).body.bookings as { id: string }[]

const session = fc.constantFrom(...SESSIONS)
const nth = fc.nat(20)
const book = fc.tuple(session, nth, fc.boolean()).map(
  ([one, who, wait]): Step =>
    ({ resident }) => {
      const people = [pick([resident.id, ...resident.people], who)]
      return resident('POST', '/api/bookings', { session: one, people, wait }, newIdempotencyKey())
    },
)
const cancel = nth.map(
  (which): Step =>
    async ({ resident }) => {
      const one = pick(await bookingsOf(resident), which)
      return one && resident('POST', `/api/bookings/${one.id}/cancel?late=1`)
    },
)
const resize = fc.tuple(session, fc.nat(3)).map(
  ([one, capacity]): Step =>
    async ({ manager }) => {
      const { session: now } = (await manager('GET', `/api/sessions/${one}`)).body
      return manager('PATCH', `/api/sessions/${one}`, { capacity, version: now.version })
    },
)
const callOff = session.map(
  (one): Step =>
    ({ manager }) =>
      manager('POST', `/api/sessions/${one}/call-off`, { reason: '停水' }),
)
const scan = nth.map(
  (which): Step =>
    async ({ manager, resident }) => {
      const one = pick(await bookingsOf(resident), which)
      const at = moment(world.clock.now)
      const event = { kind: 'in', pass: one?.id, at, device: `gate-${which % 2}`, seq: scans++ }
      return one && manager('POST', '/api/attendance', { sentAt: at, scans: [event] })
    },
)
const rename = nth.map(
  (which): Step =>
    ({ resident }) =>
      resident('PATCH', `/api/people/${resident.people[1]}`, { name: `名字${'甲乙丙丁'[which % 4]}` }),
)
const read = fc.constant<Step>(({ resident, mine }) =>
  resident('POST', '/api/notices/read', { upTo: mine.kept.notices[0]?.id ?? 0 }),
)
const pass = fc.integer({ min: 1, max: 90 }).map(
  (minutes): Step =>
    () => {
      world.clock.now += minutes * MINUTE
      return runJobs(world.deps)
    },
)
const sync = fc.tuple(fc.nat(2), fc.nat(2)).map(
  ([which, luck]): Step =>
    ({ mine, again, desk }) => {
      const lost = luck === 0
      if (which === 2) return desk.sync({ lost, door: 'hp001' })
      return (which === 0 ? mine : again).sync({ lost })
    },
)
const weighted = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary })
const step = fc.oneof(
  ...[
    weighted(6, book),
    weighted(3, cancel),
    weighted(1, resize),
    weighted(1, callOff),
    weighted(3, scan),
    weighted(1, rename),
  ],
  ...[weighted(2, read), weighted(2, pass), weighted(8, sync)],
)

/** State of a phone, without the order of its lists and without passes of past sessions. */
function comparable({ kept }: Phone) {
  const { pack, me, bookings, passes, notices, unread, door } = kept
  const open = bookings.filter(({ status, endsAt }) => status === 'booked' && instant(endsAt) > world.clock.now)
  const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  return {
    ...{ pack, me, notices, unread },
    bookings: [...bookings].sort(byText),
    passes: open.map(({ id }) => passes[id]).sort(byText),
    door: door && { ...door, at: '', roster: [...door.roster].sort(byText) },
  }
}

test('after random steps and lost answers, a synced phone has the same state as a new one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 35 }), async (steps) => {
      await resetDistrict(world)
      await world.db.query(`update session set capacity = 2`)
      const [resident, manager] = [await world.as('resident'), await world.as('manager')]
      const phones = {
        mine: createPhone(resident),
        again: createPhone(await world.as('resident')),
        desk: createPhone(manager),
      }
      for (const one of steps) await one({ resident, manager, ...phones })
      for (const [phone, who, door] of [
        [phones.mine, resident, undefined],
        [phones.again, resident, undefined],
        [phones.desk, manager, 'hp001'],
      ] as const) {
        const fresh = createPhone(who)
        const asking = door ? { door } : {}
        await phone.sync(asking)
        await fresh.sync(asking)
        expect(comparable(phone)).toEqual(comparable(fresh))
      }
    }),
    { numRuns: 20 },
  )
})
