import { type DoorVerdict, judgeAtDoor } from '@core/attendance/door'
import { type DoorPack, isPackUsable } from '@core/attendance/door-pack'
import type { Pass } from '@core/attendance/pass'
import { DAY, HOUR, MINUTE, moment, startOfDay } from '@core/base/time'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { packOf } from '../../testing/world/phone'
import { resetDistrict } from '../../testing/world/reset'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'
import { rotateKeys } from '../pass/keys'

const TALK = 'hp001.talk-2611231400'
let world: World
let resident: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  manager = await world.as('manager')
})
afterAll(() => world.close())
const book = async (session = TALK, who = resident) => {
  const { booking } = (await who('POST', '/api/bookings', { session, people: [who.id] }, newIdempotencyKey())).body
  return { ...booking, pass: (await who('GET', `/api/bookings/${booking.id}/pass`)).body.pass as Pass }
}
const packNow = (who = manager, station = 'hp001') => packOf(who, station)
const judge = (pack: Parameters<typeof judgeAtDoor>[0], pass: string, more: object = {}): DoorVerdict =>
  judgeAtDoor(pack, { pass, kind: 'in', at: world.clock.now, ...more }, () => [], crypto)

test('a phone with the pack judges as the cloud would', async () => {
  const { pass, code, id } = await book()
  const pack = await packNow()
  for (const one of [passShownAt(pass, MONDAY_TEN), code, id])
    expect(judge(pack, one)).toMatchObject({ verdict: 'in', here: { name: '林*梅', seats: 1, title: '讲座' } })
  expect(judge(pack, passShownAt(pass, MONDAY_TEN - 120_000)).why?.refusal).toBe('stale')
  expect(judge(pack, '00000000').why?.refusal).toBe('unknown-pass')
  expect(judge(pack, 'YK2:ABC').why?.refusal).toBe('forged')
  expect(judge(pack, passShownAt(pass, MONDAY_TEN), { session: 'hp001.small-2611231600' }).why).toMatchObject({
    refusal: 'other-session',
    title: '讲座',
  })
})

test('the pack has masked names, bookings of today only, and no signing key', async () => {
  await book()
  await book('hp001.talk-2611241400')
  const text = JSON.stringify(await packNow())
  expect(text).not.toMatch(/林晓梅|PRIVATE|2611241400/)
  const [{ private_key, secret }] = (await world.db.query('select private_key, secret from pass_key')) as [
    { private_key: string; secret: string },
  ]
  expect(text).not.toContain(secret)
  expect(text).not.toContain(private_key.split('\n')[1])
})

test('the pack accepts no pass of another day or station', async () => {
  const tomorrow = await book('hp001.talk-2611241400')
  const pack = await packNow()
  expect(judge(pack, passShownAt(tomorrow.pass, MONDAY_TEN)).why?.refusal).toBe('forged')
  const lunch = await book('hp099.lunch-2611231200')
  expect(judge(pack, passShownAt(lunch.pass, MONDAY_TEN)).why?.refusal).toBe('other-station')
  world.clock.now = MONDAY_TEN + DAY
  expect(judge(await packNow(), passShownAt(tomorrow.pass, world.clock.now)).verdict).toBe('in')
})

describe('a session over midnight', () => {
  const MIDNIGHT = startOfDay('2026-11-24')
  beforeEach(async () => {
    const times = [moment(MIDNIGHT - 2 * HOUR), moment(MIDNIGHT + 2 * HOUR), TALK]
    await world.db.query('update session set starts_at = $1, ends_at = $2 where id = $3', times)
  })
  afterEach(async () => {
    const times = [moment(MIDNIGHT - 10 * HOUR), moment(MIDNIGHT - 9 * HOUR), TALK]
    await world.db.query('update session set starts_at = $1, ends_at = $2 where id = $3', times)
  })
  const judgeAt = (pack: DoorPack, { pass }: { pass: Pass }, at: number) =>
    judgeAtDoor(pack, { pass: passShownAt(pass, at), kind: 'in', at }, () => [], crypto)

  test('has its passes checked on both days, with the pack of either day', async () => {
    const one = await book()
    world.clock.now = MIDNIGHT - MINUTE
    const first = await packNow()
    world.clock.now = MIDNIGHT + MINUTE
    const second = await packNow()
    expect([first.day, second.day]).toEqual(['2026-11-23', '2026-11-24'])
    for (const [pack, at] of [
      [first, MIDNIGHT - MINUTE],
      [first, MIDNIGHT + MINUTE],
      [second, MIDNIGHT + MINUTE],
    ] as const) {
      expect(isPackUsable(pack, at)).toBe(true)
      expect(judgeAt(pack, one, at)).toMatchObject({ verdict: 'in', here: { title: '讲座', name: '林*梅' } })
    }
  })
  test('gives the next day only the keys it needs; phones of before find the day’s own first', async () => {
    const keys = async () => (await packNow()).keys.map(({ id, of }) => [id, of])
    expect(await keys()).toEqual([[1, undefined]])
    world.clock.now = MIDNIGHT
    expect(await keys()).toEqual([
      [1, undefined],
      [1, '2026-11-23'],
    ])
    world.clock.now = MIDNIGHT + DAY
    expect(await keys()).toEqual([[1, undefined]])
  })
  test('keeps arrivals from before midnight in the pack of the next day', async () => {
    const one = await book()
    world.clock.now = MIDNIGHT - HOUR
    await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: one.code }]))
    world.clock.now = MIDNIGHT + MINUTE
    expect(judgeAt(await packNow(), one, world.clock.now)).toMatchObject({ verdict: 'already', at: MIDNIGHT - HOUR })
  })
})

test('a pass booked after the pack was fetched is accepted by its signature; a card is not', async () => {
  const pack = await packNow()
  const late = await book()
  expect(judge(pack, passShownAt(late.pass, MONDAY_TEN)).here?.title).toBe('')
  expect(judge(pack, passShownAt(late.pass, MONDAY_TEN), { session: TALK })).toMatchObject({
    verdict: 'in',
    unlisted: true,
    here: { name: '', seats: 1, title: '讲座', session: TALK },
  })
  const { card } = (await resident('GET', `/api/bookings/${late.id}/card`)).body
  expect(judge(pack, card.text).why?.refusal).toBe('not-on-roster')
  expect(judge(await packNow(), card.text)).toMatchObject({ verdict: 'in', means: 'card' })
})

test('the pack contains arrivals recorded by other phones', async () => {
  const { pass, code } = await book()
  await manager('POST', '/api/attendance', scansSentAt(MONDAY_TEN, [{ pass: code }]))
  world.clock.now += 60_000
  const verdict = judge(await packNow(), passShownAt(pass, world.clock.now))
  expect(verdict).toMatchObject({ verdict: 'already', at: MONDAY_TEN })
})

test('only managers of a station get its pack; for others it is null, like an unknown station', async () => {
  const doorOf = async (who: typeof manager, station: string) =>
    (await who('GET', `/api/sync?door=${station}`)).body.door
  expect(await doorOf(manager, 'hp777')).toBe(null)
  expect(await doorOf(manager, 'hp099')).toBe(null)
  expect(await doorOf(resident, 'hp001')).toBe(null)
  expect((await packNow(await world.as('district'), 'hp099')).station).toBe('hp099')
})

test('a rotated key signs new passes; the old one verifies old passes until it expires', async () => {
  const before = await book()
  await rotateKeys(world.deps)
  expect((await packNow()).keys).toHaveLength(1)
  world.clock.now = MONDAY_TEN + 90 * DAY
  await rotateKeys(world.deps)
  await rotateKeys(world.deps)
  const ids = async () => (await packNow(await world.as('manager'))).keys.map(({ id }: { id: number }) => id)
  expect(await ids()).toEqual([1, 2])
  world.clock.now = MONDAY_TEN
  expect(judge(await packNow(), passShownAt(before.pass, MONDAY_TEN)).verdict).toBe('in')
  const after = await book('hp001.small-2611231600')
  expect(judge(await packNow(), passShownAt(after.pass, MONDAY_TEN)).verdict).toBe('in')
  expect(after.pass.text.slice(0, 7)).not.toBe(before.pass.text.slice(0, 7))
  world.clock.now = MONDAY_TEN + 181 * DAY
  expect(await ids()).toEqual([2])
  await world.db.query('delete from pass_key where id > 1')
})

test('a pack of five hundred people fits in 40 KB', async () => {
  await world.db.query('update session set capacity = 1000 where id = $1', [TALK])
  await book()
  await world.db.query(
    `insert into person (id, name, created_at) select gen_random_uuid(), '陈小' || n, now() from generate_series(1, 499) n`,
  )
  await world.db.query(
    `insert into booking (station_id, id, session_id, booker_id, seats, door_code, booked_at, place, version)
     select 'hp001', 'hp001.' || lpad(row_number() over ()::text, 22, '0'), $1, id, 1, lpad(row_number() over ()::text, 8, '0'),
       now(), 1000 + row_number() over (), 0 from person where name like '陈小%'`,
    [TALK],
  )
  await world.db.query(
    `insert into seat (station_id, session_id, booking_id, person_id, live, seated)
     select station_id, session_id, id, booker_id, true, true from booking where door_code < '00000500'`,
  )
  const pack = await packNow()
  expect(pack.roster).toHaveLength(500)
  expect(Buffer.byteLength(JSON.stringify(pack))).toBeLessThanOrEqual(40 * 1024)
})
