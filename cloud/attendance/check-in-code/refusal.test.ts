import { CHECK_IN_CODE_PREFIX, screenCode } from '@core/attendance/check-in-code'
import { fromBase45, toBase45 } from '@core/base/base45'
import { bytesOfHex } from '@core/base/bytes'
import { DAY, HOUR, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import {
  arrivals,
  book,
  checkIn,
  enableCheckInCodes,
  HERE,
  LUNCH,
  north,
  paperOf,
  SMALL,
  START,
  screenOf,
  TALK,
  whyOf,
} from '../../testing/world/check-in-codes'
import { clearBookings } from '../../testing/world/reset'
import { CHILD, MONDAY_TEN, MOTHER, openWorld, type Someone, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'

let world: World
let resident: Someone
let elder: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  await enableCheckInCodes(world)
})
beforeEach(() => {
  world.clock.now = START - 30 * MINUTE
})
afterEach(async () => {
  expect(await findViolations(world.db)).toEqual({})
  await clearBookings(world)
})
afterAll(() => world.close())

describe('the cloud’s clock decides:', () => {
  test.each([
    [-HOUR - 1000, 'not-now'],
    [-HOUR, 200],
    [HOUR - 1000, 200],
    [HOUR, 'not-now'],
  ])('%i ms from the start: %s', async (from, answer) => {
    await book(world, resident)
    world.clock.now = START + from
    const refused = await checkIn(resident, { code: (await screenOf(world, manager))() })
    expect(whyOf(refused)).toBe(answer)
    if (answer === 'not-now') expect(refused.body.startsAt).toBe(moment(START))
  })
  test('a screenshot of a screen is stale after ninety seconds', async () => {
    await book(world, resident)
    const code = (await screenOf(world, manager))()
    world.clock.now += 90_000
    expect(whyOf(await checkIn(resident, { code }))).toBe('stale')
    world.clock.now -= 30_001
    expect(whyOf(await checkIn(resident, { code }))).toBe(200)
  })
  test('a code made today with the screen key of yesterday is forged', async () => {
    await book(world, resident)
    world.clock.now -= DAY
    const screen = await screenOf(world, manager)
    world.clock.now += DAY
    expect(whyOf(await checkIn(resident, { code: screen() }))).toBe('forged')
  })
  test('a code on paper printed days before is accepted', async () => {
    await book(world, resident)
    world.clock.now -= 5 * DAY
    const code = await paperOf(manager)
    world.clock.now += 5 * DAY
    expect(whyOf(await checkIn(resident, { code, spot: HERE }))).toBe(200)
  })
})

describe('a self check-in is refused', () => {
  afterEach(async () => expect(await arrivals(world)).toEqual([]))

  test('with a code on paper from 201 m away, or without an accurate location', async () => {
    await book(world, resident)
    const code = await paperOf(manager)
    const far = await checkIn(resident, { code, spot: north(201) })
    expect([whyOf(far), far.body.metres]).toEqual(['too-far', 210])
    expect(far.body.message).toContain('210')
    for (const spot of [undefined, { ...HERE, accuracy: 2500 }])
      expect(whyOf(await checkIn(resident, { code, spot }))).toBe('place-needed')
  })
  test('without a booking, with the number of free seats', async () => {
    await book(world, resident, TALK, [resident.id, CHILD])
    const code = (await screenOf(world, manager))()
    const refused = await checkIn(elder, { code })
    expect([whyOf(refused), refused.body.left]).toEqual(['not-booked-here', 8])
    // Somebody else's booking id makes no difference.
    const { id } = await book(world, resident, TALK, [MOTHER])
    expect(whyOf(await checkIn(elder, { code, booking: id }))).toBe('not-booked-here')
  })
  test('with a cancelled booking, or while on the waitlist', async () => {
    const { id } = await book(world, resident)
    await resident('POST', `/api/bookings/${id}/cancel?late=1`)
    const code = (await screenOf(world, manager))()
    expect(whyOf(await checkIn(resident, { code }))).toBe('cancelled')
    await book(world, resident, SMALL, [CHILD, MOTHER])
    await book(world, elder, SMALL, [elder.id], { wait: true })
    await world.db.query(`update offering set about = about || '{"wall":true}' where id = 'hp001-small'`)
    world.clock.now = START + HOUR + 30 * MINUTE
    expect(whyOf(await checkIn(elder, { code: (await screenOf(world, manager, SMALL))() }))).toBe('no-place')
    await world.db.query(`update offering set about = about - 'wall' where id = 'hp001-small'`)
  })
  test('for a session that was called off, or whose self check-in was switched off', async () => {
    await book(world, resident)
    const code = (await screenOf(world, manager))()
    await world.db.query(`update session set status = 'called-off' where id = $1`, [TALK])
    expect(whyOf(await checkIn(resident, { code }))).toBe('called-off')
    expect(whyOf(await manager('GET', `/api/sessions/${TALK}/wall`))).toBe('called-off')
    await world.db.query(`update session set status = 'open' where id = $1`, [TALK])
    await world.db.query(`update offering set about = about - 'wall' where id = 'hp001-talk'`)
    expect(whyOf(await checkIn(resident, { code }))).toBe('wall-off')
    expect(whyOf(await manager('GET', `/api/sessions/${TALK}/wall`))).toBe('wall-off')
    await world.db.query(`update offering set about = about || '{"wall":true}' where id = 'hp001-talk'`)
  })
  test('with a code made by the key of another session', async () => {
    await book(world, resident)
    const { body } = await manager('GET', `/api/sessions/${TALK}/wall`)
    const code = screenCode(SMALL, bytesOfHex(body.screenKey), world.clock.now, crypto.mac)
    expect(whyOf(await checkIn(resident, { code }))).toBe('forged')
    const of = screenCode('hp001.none', bytesOfHex(body.screenKey), world.clock.now, crypto.mac)
    expect(whyOf(await checkIn(resident, { code: of }))).toBe('forged')
  })
  test('with a valid code of a session that is not booked', async () => {
    await book(world, resident)
    const district = await world.as('district')
    world.clock.now = MONDAY_TEN + 90 * MINUTE
    expect(whyOf(await checkIn(resident, { code: (await screenOf(world, district, LUNCH))() }))).toBe('not-booked-here')
  })
  test('with any bit of a valid code flipped', async () => {
    await book(world, resident)
    for (const code of [(await screenOf(world, manager))(), await paperOf(manager)]) {
      const bytes = fromBase45(code.slice(CHECK_IN_CODE_PREFIX.length)) as Uint8Array
      for (let bit = 0; bit < bytes.length * 8; bit += 7) {
        const flipped = Uint8Array.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(whyOf(await checkIn(resident, { code: CHECK_IN_CODE_PREFIX + toBase45(flipped), spot: HERE }))).toBe(
          'forged',
        )
      }
    }
  })
  test.each(['', 'YW1:', 'YW1:张三', 'YW1:GGW', 'YK2:GGW', 'https://example.com', "' or 1=1 --", '\u0000', '\ud800'])(
    'with the code %j',
    async (code) => {
      const refused = await checkIn(resident, { code })
      expect(whyOf(refused)).toBe('forged')
      expect(refused.body.message).toBe('这不是一刻的签到码。请扫门口屏幕上或墙上的那一张。')
    },
  )
  test.each([
    {},
    { code: 1 },
    { code: 'x'.repeat(301) },
    { code: 'YW1:', spot: { lat: '23', lng: 113 } },
    { code: 'YW1:', spot: { lat: 23 } },
    { code: 'YW1:', spot: { lat: 91, lng: 113 } },
    { code: 'YW1:', spot: { lat: 23, lng: 113, accuracy: 'near' } },
    { code: 'YW1:', booking: 'x' },
    { code: 'YW1:', person: CHILD },
  ])('with the invalid body %j', async (body) => expect(whyOf(await checkIn(resident, body))).toBe(400))
})
