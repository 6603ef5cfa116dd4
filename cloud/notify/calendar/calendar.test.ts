import { HOUR } from '@core/base/time'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611241400'
let world: World
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
})
afterAll(() => world.close())

const book = async (who: Someone, session = TALK) =>
  (await who('POST', '/api/bookings', { session, people: [who.id], wait: true }, newIdempotencyKey())).body.booking
const linkOf = async (who: Someone): Promise<string> => (await who('POST', '/api/calendar')).body.path
const one = async (id: string) => (await resident('GET', `/api/bookings/${id}/calendar`)).body.calendar
/** Unfolded lines, as a calendar reads them. */
const lines = (text: string): string[] => text.replace(/\r\n /g, '').split('\r\n')
const uids = (text: string) => lines(text).filter((line) => line.startsWith('UID:'))

test('a booking is one event with time, place, status, and an alarm an hour before', async () => {
  const { id, version } = await book(resident)
  expect(lines(await one(id))).toEqual(
    expect.arrayContaining([
      'BEGIN:VCALENDAR',
      'METHOD:PUBLISH',
      `UID:${id}@yike`,
      `SEQUENCE:${version}`,
      'DTSTAMP:20261123T020000Z',
      'DTSTART:20261124T060000Z',
      'DTEND:20261124T070000Z',
      'SUMMARY:讲座',
      'LOCATION:综合体，香雪三路',
      'STATUS:CONFIRMED',
      'ACTION:DISPLAY',
      'TRIGGER:-PT1H',
    ]),
  )
})

test('lines have at most 75 bytes, and text in them is escaped', async () => {
  const title = `讲座; 一,二\\三\nBEGIN:VEVENT ${'很长的名字'.repeat(12)}`
  await world.db.query('update session set title = $1 where id = $2', [title, TALK])
  const text = await one((await book(resident)).id)
  await world.db.query('update session set title = $1 where id = $2', ['讲座', TALK])
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(lines(text).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
  expect(lines(text)).toContain(`SUMMARY:讲座\\; 一\\,二\\\\三\\nBEGIN:VEVENT ${'很长的名字'.repeat(12)}`)
})

test('no control character of a title or a station reaches the file, where it would be invalid', async () => {
  const dirty = '一\u000b二\u0007'
  await world.db.query('update session set title = $1 where id = $2', [dirty, TALK])
  await world.db.query(
    `update station set about = about || jsonb_build_object('address', $1::text, 'phone', $1::text)`,
    [dirty],
  )
  const text = await one((await book(resident)).id)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5545 (3.1) allows none but a tab and the line's end
  expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/)
  expect(lines(text)).toEqual(expect.arrayContaining(['SUMMARY:一\\n二', 'LOCATION:综合体，一\\n二']))
})

test('a change keeps the UID and raises SEQUENCE; waiting is TENTATIVE, cancelled is CANCELLED', async () => {
  const { id } = await book(resident)
  const numberOf = (text: string) => Number(/SEQUENCE:(\d+)/.exec(text)?.[1])
  const before = await one(id)
  await resident('POST', `/api/bookings/${id}/cancel`)
  const after = await one(id)
  expect(uids(after)).toEqual(uids(before))
  expect(numberOf(after)).toBeGreaterThan(numberOf(before))
  expect(after).toContain('STATUS:CANCELLED')
  expect(after).not.toContain('VALARM')
  const small = 'hp001.small-2611241600'
  for (const who of ['elder', 'member'] as const) await book(await world.as(who), small)
  expect(await one((await book(resident, small)).id)).toContain('STATUS:TENTATIVE')
})

test('the calendar of somebody else’s booking answers 404', async () => {
  const { id } = await book(await world.as('elder'))
  expect((await resident('GET', `/api/bookings/${id}/calendar`)).status).toBe(404)
})

describe('the private feed', () => {
  test('contains the owner’s confirmed bookings only, without a login', async () => {
    const { id } = await book(resident)
    const cancelled = await book(resident, 'hp001.talk-2611251400')
    await resident('POST', `/api/bookings/${cancelled.id}/cancel`)
    await book(await world.as('elder'), 'hp001.small-2611241600')
    const { status, text, headers } = await world.ask('GET', await linkOf(resident))
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(uids(text)).toEqual([`UID:${id}@yike`])
    expect(text).not.toContain('林晓梅')
  })
  test('answers 304 until something has changed', async () => {
    const path = await linkOf(resident)
    const etag = (await world.ask('GET', path)).headers.get('etag') as string
    world.clock.now += HOUR
    const same = await world.ask('GET', path, undefined, { 'if-none-match': etag })
    expect([same.status, same.text]).toEqual([304, ''])
    await book(resident)
    expect((await world.ask('GET', path, undefined, { 'if-none-match': etag })).status).toBe(200)
  })
  test('is replaced by a new one, and its token is not stored in plain text', async () => {
    const old = await linkOf(resident)
    const made = await linkOf(resident)
    expect((await world.ask('GET', old)).status).toBe(404)
    expect((await world.ask('GET', made)).status).toBe(200)
    const rows = JSON.stringify(await world.db.query('select * from calendar'))
    expect(rows).not.toContain(made.replace(/^.*\/|\.ics$/g, ''))
    expect((await footprint(world.db)).calendar).toBe(1)
  })
  test.each([`${'a'.repeat(43)}.ics`, 'a'.repeat(43), '.ics', 'x'])(
    'answers 404 for an unknown name: %s',
    async (name) => {
      expect((await world.ask('GET', `/api/calendar/${name}`)).status).toBe(404)
    },
  )
})
