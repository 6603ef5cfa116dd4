import type { DayReport } from '@core/attendance/day-report'
import { atClock, type Clock, DAY, moment } from '@core/base/time'
import { createApp } from '../../runtime/app'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { type ScanInput, scansSentAt } from '../../testing/world/scans'
import { readWorkbook } from '../../testing/world/workbook'
import { CHILD, openWorld, type Someone, type World } from '../../testing/world/world'

const TODAY = '2026-11-23'
const [TALK, SMALL, TOMORROW] = ['hp001.talk-2611231400', 'hp001.small-2611231600', 'hp001.talk-2611241400']
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

let world: World
let manager: Someone
let tail: string
const at = (clock: Clock) => atClock(TODAY, clock)
const book = async (who: Someone, session: string, people: string[]) => {
  world.clock.now += 1000
  const { body } = await who('POST', '/api/bookings', { session, people }, newIdempotencyKey())
  return body.booking as { id: string; code: string }
}
let seq = 0
const scan = async (clock: Clock, one: ScanInput) => {
  world.clock.now = at(clock)
  const { body } = await manager('POST', '/api/attendance', scansSentAt(at(clock), [{ seq: ++seq, ...one }]))
  return { seq, ...body.answers[0] }
}
const read = async (path = `hp001/sheet?day=${TODAY}`, ask: World['ask'] = manager) => {
  const { body } = await ask('GET', `/api/stations/${path}`)
  return body.sheet as DayReport
}
const plain = ({ status, body }: { status: number; body: object }) => ({ status, body: { ...body, requestId: '' } })

/** A day with every case: a child's seat, a late arrival, a missing scan out, walk-ins, flagged arrivals. */
beforeAll(async () => {
  world = await openWorld()
  await world.db.query(`update offering set about = about || '{"countsMinutes": true}' where id = 'hp001-talk'`)
  const [resident, elder, member, firm] = [
    await world.as('resident'),
    await world.as('elder'),
    await world.as('member'),
    await world.as('enterprise'),
  ]
  manager = await world.as('manager')
  const family = await book(resident, TALK, [resident.id, CHILD])
  tail = family.code.slice(-4)
  const old = await book(elder, TALK, [elder.id])
  await book(member, TALK, [member.id])
  const cancelled = await book(firm, SMALL, [firm.id])
  const tomorrow = await book(firm, TOMORROW, [firm.id])
  await firm('POST', `/api/bookings/${cancelled.id}/cancel`)
  await scan('13:50', { pass: family.code })
  await scan('14:02', { pass: family.code, device: 'gate-2' })
  await scan('14:20', { pass: old.id, session: TALK })
  await scan('14:50', { pass: old.id, session: TALK, kind: 'out' })
  await scan('14:05', { pass: '', kind: 'walk-in', session: TALK, seats: 2 })
  const { seq: of } = await scan('14:06', { pass: '', kind: 'walk-in', session: TALK, seats: 5 })
  await scan('14:06', { pass: '', kind: 'undo', session: TALK, of })
  await scan('16:00', { pass: '', kind: 'walk-in', session: SMALL, seats: 2 })
  await scan('16:01', { pass: '', kind: 'walk-in', session: SMALL, seats: 3 })
  await scan('16:02', { pass: cancelled.id, session: SMALL, told: true })
  await scan('16:03', { pass: tomorrow.id, session: SMALL, told: true })
  world.clock.now = at('20:00')
})
afterAll(() => world.close())

test('the report lists everybody with a seat, masked, and how and by whom they were scanned', async () => {
  const { sessions, ...sheet } = await read()
  expect(sheet).toMatchObject({ station: 'hp001', stationName: '综合体', day: TODAY, at: moment(at('20:00')) })
  const [resident, child, elder, member, ...more] = sessions.find(({ id }) => id === TALK)?.people ?? []
  expect(more).toEqual([])
  const came = { at: moment(at('13:50')), means: 'code', by: '梁*', again: 1, minutes: 60, forgotten: true }
  expect(resident).toEqual({ name: '林晓梅', tail, came })
  expect(child).toEqual({ name: '小宝', tail, booker: '林*梅', came })
  expect(elder?.came).toEqual({
    at: moment(at('14:20')),
    means: 'hand',
    by: '梁*',
    again: 0,
    late: true,
    leftAt: moment(at('14:50')),
    minutes: 30,
  })
  expect(member).toMatchObject({ name: '周建明', came: null, absent: true })
})

test('the report lists walk-ins with time, seats and whether it was full, without undone ones', async () => {
  const { sessions } = await read()
  const walkIns = (id: string) => sessions.find((session) => session.id === id)?.walkIns
  expect(walkIns(TALK)).toEqual([{ at: moment(at('14:05')), seats: 2, by: '梁*' }])
  expect(walkIns(SMALL)).toEqual([
    { at: moment(at('16:00')), seats: 2, by: '梁*' },
    { at: moment(at('16:01')), seats: 3, by: '梁*', full: true },
  ])
})

test('the report lists flagged arrivals with their reason, on the day they happened', async () => {
  const { flagged } = await read()
  expect(flagged).toMatchObject([
    { name: '何志远', at: moment(at('16:02')), why: 'cancelled', by: '梁*', seats: 1 },
    { name: '何志远', at: moment(at('16:03')), why: 'other-day', startsAt: moment(at('14:00') + DAY) },
  ])
  expect((await read('hp001/sheet?day=2026-11-24')).flagged).toEqual([])
})

test('totals and arrivals per quarter hour count people', async () => {
  const { sums, arrivals } = await read()
  expect(sums).toEqual({ booked: 4, came: 3, late: 1, absent: 1, walkedIn: 7, flagged: 2 })
  expect(arrivals.filter((one) => one.came || one.walkedIn)).toEqual([
    { at: moment(at('13:45')), came: 2, walkedIn: 0 },
    { at: moment(at('14:00')), came: 0, walkedIn: 2 },
    { at: moment(at('14:15')), came: 1, walkedIn: 0 },
    { at: moment(at('16:00')), came: 0, walkedIn: 5 },
  ])
})

test('the report of somebody else’s station answers 404, like an unknown station', async () => {
  const missing = plain(await manager('GET', `/api/stations/hp777/sheet?day=${TODAY}`))
  expect(missing.status).toBe(404)
  const others = [await world.as('resident'), await world.as('elder')]
  for (const file of ['sheet', 'sheet.xlsx', 'sheet.csv']) {
    const path = (station: string) => `/api/stations/${station}/${file}?day=${TODAY}`
    for (const ask of others) expect(plain(await ask('GET', path('hp001')))).toEqual(missing)
    expect(plain(await manager('GET', path('hp099')))).toEqual(missing)
    expect((await world.ask('GET', path('hp001'))).status).toBe(401)
    expect((await (await world.as('district'))('GET', path('hp099'))).status).toBe(200)
  }
})

test.each(['', 'day=', 'day=2026-02-30', 'day=2026-11-23T00:00:00Z', 'day=today', 'day=0001-01-01', 'day=9999-01-01'])(
  'an invalid day is rejected: %j',
  async (query) => {
    for (const file of ['sheet', 'sheet.xlsx', 'sheet.csv']) {
      const { status, body } = await manager('GET', `/api/stations/hp001/${file}?${query}`)
      expect([status, body.code]).toEqual([400, 'bad-input'])
    }
  },
)

describe('the download', () => {
  test('as CSV has a file name, whole names, and the requested language', async () => {
    const { status, text, headers } = await manager('GET', `/api/stations/hp001/sheet.csv?day=${TODAY}`)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="2026-11-23.csv"; filename*=UTF-8''%E7%BB%BC%E5%90%88%E4%BD%93%202026-11-23.csv`,
    )
    // Response.text() removes the byte order mark.
    expect(text.replace(/^\ufeff/, '')).toMatch(/^日期,开始,/)
    expect(text.split('\r\n')).toContain(
      `2026-11-23,14:00,15:00,讲座,小宝,1,…${tail},由 林*梅 预约,到场,13:50,报号,梁*,,60,后来又扫过 1 次；没有扫离场，算到结束`,
    )
    // Who booked for somebody and who scanned are masked.
    expect(text).not.toMatch(/梁慧/)
    const english = await manager('GET', `/api/stations/hp001/sheet.csv?day=${TODAY}`, undefined, {
      'accept-language': 'en',
    })
    expect(english.text).toMatch(/Date,Starts,/)
  })
  test('is logged, by ids, as is the page: whole names were read', async () => {
    world.logged.length = 0
    for (const path of ['sheet', 'sheet.csv', 'sheet.xlsx'])
      await manager('GET', `/api/stations/hp001/${path}?day=${TODAY}`)
    const line = { event: 'names-read', requestId: expect.any(String), by: manager.id, what: 'day-report' }
    expect(world.logged).toEqual(Array(3).fill({ ...line, of: `hp001 ${TODAY}` }))
  })
  test('answers 304 when nothing has changed', async () => {
    const path = `/api/stations/hp001/sheet.csv?day=${TODAY}`
    const etag = (await manager('GET', path)).headers.get('etag') ?? ''
    expect((await manager('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304)
  })
  test('escapes names that would be formulas, in CSV and workbook', async () => {
    const names: [string, string][] = [
      ['陈伯安', '=HYPERLINK("x")'],
      ['林晓梅', '+1'],
      ['小宝', '@SUM(A1)'],
      ['周建明', '-2+3'],
      ['梁慧', '＝1+1'],
    ]
    for (const [name, hostile] of names)
      await world.db.query('update person set name = $2 where name = $1', [name, hostile])
    await world.db.query('update session set title = $1 where id = $2', ['\t=1+1\r\n;"x",=2', TALK])

    const { text } = await manager('GET', `/api/stations/hp001/sheet.csv?day=${TODAY}`)
    for (const row of text.split('\r\n').slice(1).filter(Boolean)) {
      for (const cell of row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
        expect(cell.replace(/^"/, '').normalize('NFKC')).not.toMatch(/^\s*[=+\-@]|\p{Cc}/u)
    }
    expect(text).toContain(`"' =1+1 ;""x"",=2","'=HYPERLINK(""x"")",1`)

    const { body: me } = await world.ask('POST', '/api/login', { persona: 'manager' })
    const response = await createApp(world.deps).request(`/api/stations/hp001/sheet.xlsx?day=${TODAY}`, {
      headers: { authorization: `Bearer ${me.token}` },
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, XLSX])
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="2026-11-23.xlsx"/)
    const [list, sums] = readWorkbook(Buffer.from(await response.arrayBuffer()))
    for (const page of [list, sums]) expect(page?.xml).not.toMatch(/<f[\s>]/)
    const rows = list?.rows.map((row) => row.map(String)) ?? []
    expect(rows.flat().filter((cell) => /^\s*[=+\-@]/.test(cell.normalize('NFKC')))).toEqual([])
    expect(rows.flat()).toEqual(
      expect.arrayContaining([
        `' =1+1 ;"x",=2`,
        `'=HYPERLINK("x")`,
        "'+1",
        "'@SUM(A1)",
        "'-2+3",
        "'＝*1",
        '由 +* 预约',
      ]),
    )
    expect(sums?.rows[1]).toEqual(['已约', 4])
  })
})

test('an erased name does not change the totals', async () => {
  await world.db.query(`update person set name = '' where id = $1`, [CHILD])
  const { sessions, sums } = await read()
  expect(sessions.find(({ id }) => id === TALK)?.people[1]?.name).toBe('')
  expect(sums.came).toBe(3)
})
