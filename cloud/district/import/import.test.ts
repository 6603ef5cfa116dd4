import { addDays, atClock, DAY, dayOf } from '@core/base/time'
import { continueClosing } from '../../booking/closing-day/job'
import { continuePlanning, planAhead } from '../../catalogue/offering/plan'
import { seedDistrict } from '../../demo/seed'
import { createPackReader } from '../../place/station/service'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { OFFERING_ROW, STATION_ROW, STREET_ROW, type TestRow, workbookOf } from '../../testing/world/district-workbook'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { createImporter, fileOf } from '../../testing/world/importer'
import { resetPlan } from '../../testing/world/reset-plan'
import { MONDAY_TEN, openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611241400'
let world: World
let district: Someone
beforeAll(async () => {
  world = await openWorld()
  district = await world.as('district')
})
beforeEach(async () => {
  await world.db.query('truncate area, holiday, district_import, import_row')
  await resetPlan(world)
  await world.db.query(`delete from station where id not in ('hp001', 'hp099')`)
  await world.db.query('update station set retired_at = null')
  await seedDistrict(world.deps, { streets: [], stations: STATIONS, offerings: [] })
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const { ask, preview, importFiles } = createImporter(() => district)
const exported = async () => {
  const response = await district('GET', '/api/district/import/district.xlsx')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheet')])
  const { districtWorkbook } = await import('./file/write-workbook')
  const { readPresent } = await import('./queries')
  return districtWorkbook(await readPresent(world.deps))
}
const settle = async () => {
  for (let round = 0; round < 5; round++) await continueClosing(world.deps)
  await continuePlanning(world.deps)
}
/** Read anew: the cloud keeps its pack for a minute. */
const pack = async () => (await createPackReader(world.deps)()).pack
const sessionsOf = async (offering: string) =>
  (await world.db.query<{ id: string }>('select id from session where offering_id = $1 order by id', [offering])).map(
    ({ id }) => id,
  )
const book = async (persona: 'resident' | 'elder', session: string) => {
  const who = await world.as(persona)
  const { status, body } = await who('POST', '/api/bookings', { session, people: [who.id] }, newIdempotencyKey())
  return { status, body, who }
}
/** The district of the world as rows: all of its stations and streets, and the offering `hp001-talk` alone. */
const OTHER: TestRow = { ...STATION_ROW, 编号: 'hp099', 名称: '别处的站', 类别: '长者', 纬度: 23.179, 经度: 113.5 }
const districtOf = (stations: TestRow[], offerings?: TestRow[]) =>
  workbookOf({ streets: [STREET_ROW], stations, ...(offerings ? { offerings } : {}) })

test('an export that is imported again is no difference', async () => {
  const files = fileOf(await exported())
  expect(await preview(files)).toMatchObject({ status: 200, mistakes: [], changes: [], changesAll: 0 })
  const before = await footprint(world.db)
  expect(await importFiles(files)).toMatchObject({ status: 200, changesAll: 0 })
  expect(await footprint(world.db)).toEqual(before)
})

test('a preview changes nothing; the import changes what it showed, and again is no difference', async () => {
  const files = fileOf(
    await districtOf(
      [STATION_ROW, OTHER, { ...STATION_ROW, 编号: null, 名称: '新站', 类别: '长者' }],
      [
        { ...OFFERING_ROW, 开始: '15:00' },
        { ...OFFERING_ROW, 站点: '新站', 项目编号: null, 名称: '茶' },
      ],
    ),
  )
  const before = await footprint(world.db)
  const seen = await preview(files)
  expect(await footprint(world.db)).toEqual(before)
  expect(seen.counts.stations).toEqual({ new: 1, back: 0, changed: 0, gone: 0 })
  expect(seen.counts.offerings).toEqual({ new: 1, back: 0, changed: 1, gone: 5 })
  expect(seen.changes).toContainEqual(
    expect.objectContaining({ sheet: 'stations', id: 'hp100', what: 'new', metres: expect.any(Number) }),
  )
  expect(seen.changes).toContainEqual(
    expect.objectContaining({
      id: 'hp001-talk',
      what: 'changed',
      fields: [{ title: '时间安排', was: '每天 14:00 60 10', now: '每天 15:00 60 10' }],
    }),
  )
  expect(await importFiles(files)).toMatchObject({ status: 200, calledOff: 0 })
  await settle()
  expect((await pack()).stations.map(({ id }) => id)).toEqual(['hp001', 'hp099', 'hp100'])
  expect(await sessionsOf('hp001-talk')).toContain('hp001.talk-2611241500')
  expect(await sessionsOf('hp001-talk')).not.toContain(TALK)
  expect(await sessionsOf('hp100-p01')).toContain('hp100.p01-2611241400')
  expect(await sessionsOf('hp001-small')).toEqual([])
  expect(await preview(files)).toMatchObject({ changes: [] })
  const { body } = await district('GET', '/api/district/imports')
  expect(body.imports).toMatchObject([{ file: '全区.xlsx', by: '郑海燕', counts: seen.counts }])
})

test('mistakes are told in words, and nothing is imported', async () => {
  const files = fileOf(await districtOf([{ ...STATION_ROW, 类别: '图书馆', 街镇: '夏港街道' }, OTHER, OTHER]))
  const before = await footprint(world.db)
  const seen = await preview(files)
  expect(seen.mistakes).toEqual([
    expect.stringMatching(/^“站点”表第 2 行“类别”：写的是“图书馆”，这里要填：“职工”/),
    expect.stringMatching(/^“站点”表第 2 行“街镇”：没有叫“夏港街道”的街镇/),
    expect.stringMatching(/^“站点”表第 4 行“编号”：“hp099”在第 3 行已经有了/),
  ])
  expect(await ask(files, { revision: seen.revision })).toMatchObject({
    status: 409,
    refusal: 'import-mistakes',
    count: 3,
  })
  expect(await footprint(world.db)).toEqual(before)
})

test('somebody else’s change in between is not overwritten', async () => {
  const files = fileOf(await districtOf([{ ...STATION_ROW, 电话: '020-82000009' }, OTHER]))
  const { revision } = await preview(files)
  await world.db.query(`update station set about = about || '{"theme": "别的"}' where id = 'hp099'`)
  expect(await ask(files, { revision })).toMatchObject({ status: 409, refusal: 'district-changed' })
  expect(await ask(files)).toMatchObject({ status: 409, refusal: 'district-changed' })
  const [row] = await world.db.query<{ phone: string }>(
    `select about->>'phone' as phone from station where id = 'hp001'`,
  )
  expect(row?.phone).toBe('020-82000001')
})

describe('a station that goes', () => {
  const without = async () => fileOf(await districtOf([OTHER]))

  test('without bookings is neither shown nor bookable, and its rows stay', async () => {
    expect(await importFiles(await without())).toMatchObject({ status: 200, bookings: 0 })
    expect((await pack()).stations.map(({ id }) => id)).toEqual(['hp099'])
    expect((await world.ask('GET', '/api/stations/near?lat=23.18&lng=113.495')).body.stations).toHaveLength(1)
    expect((await world.ask('GET', '/api/stations/hp001')).status).toBe(404)
    expect((await book('resident', TALK)).status).toBe(404)
    await planAhead(world.deps)
    expect(await sessionsOf('hp001-talk')).toEqual([])
    expect(
      await world.db.query(`select retired_at is not null as gone from offering where station_id = 'hp001'`),
    ).toEqual(Array(5).fill({ gone: true }))
    const manager = await world.as('manager')
    const offering = {
      id: 'hp001-talk',
      station: 'hp001',
      kind: 'activity',
      title: '讲座',
      summary: '',
      audience: {},
      people: 1,
      openDays: 7,
      cancelMinutes: 0,
      templates: [],
    }
    expect((await manager('POST', '/api/stations/hp001/offerings', { offering })).status).toBe(404)
  })

  test('with bookings asks what becomes of them', async () => {
    await book('resident', TALK)
    const files = await without()
    const seen = await preview(files)
    expect(seen.bookings).toBe(1)
    expect(seen.changes).toContainEqual(expect.objectContaining({ id: 'hp001-talk', what: 'gone', bookings: 1 }))
    const before = await footprint(world.db)
    expect(await ask(files, { revision: seen.revision })).toMatchObject({
      status: 409,
      refusal: 'gone-booked',
      bookings: 1,
    })
    expect(await footprint(world.db)).toEqual(before)
  })

  test('its bookings are called off with the reason, and their bookers are told', async () => {
    const { who, body } = await book('resident', TALK)
    expect(await importFiles(await without(), { act: 'call-off', reason: '站点搬迁' })).toMatchObject({
      status: 200,
      calledOff: 1,
    })
    // Nobody books it meanwhile.
    expect((await book('elder', TALK)).body).toMatchObject({ refusal: 'called-off' })
    await settle()
    const { bookings } = (await who('GET', '/api/bookings')).body
    expect(bookings).toMatchObject([{ id: body.booking.id, status: 'cancelled' }])
    expect((await who('GET', '/api/notices')).body.notices).toMatchObject([
      { kind: 'called-off', reason: '站点搬迁' },
      { kind: 'booked' },
    ])
    // It is no closing of a day.
    expect((await district('GET', '/api/closures')).body).toMatchObject({ closures: [], closings: [] })
  })

  test('or it is kept until the last of them has passed', async () => {
    const { who } = await book('resident', TALK)
    expect(await importFiles(await without(), { act: 'keep' })).toMatchObject({ status: 200, calledOff: 0 })
    await settle()
    expect(await sessionsOf('hp001-talk')).toEqual([TALK])
    expect((await pack()).stations.map(({ id }) => id)).toEqual(['hp001', 'hp099'])
    // Its session is as it was: somebody else may still come.
    expect((await book('elder', TALK)).status).toBe(201)
    await planAhead(world.deps)
    expect(await sessionsOf('hp001-talk')).toEqual([TALK])
    world.clock.now = atClock('2026-11-24', '15:00') - 1
    expect((await pack()).stations).toHaveLength(2)
    world.clock.now++
    expect((await pack()).stations).toHaveLength(1)
    expect((await who('GET', '/api/bookings')).body.bookings).toMatchObject([
      { status: 'booked', stationName: '综合体' },
    ])
  })

  test('that is imported again is back, with its sessions', async () => {
    await importFiles(await without())
    const files = fileOf(await districtOf([STATION_ROW, OTHER], [OFFERING_ROW]))
    expect((await preview(files)).counts).toMatchObject({
      stations: { back: 1, new: 0 },
      offerings: { back: 1, new: 0 },
    })
    expect((await importFiles(files)).status).toBe(200)
    await settle()
    expect(await sessionsOf('hp001-talk')).toContain(TALK)
    expect((await pack()).stations).toHaveLength(2)
  })
})

test('other hours of a station move its sessions, except those that are booked', async () => {
  await book('resident', TALK)
  const files = fileOf(await districtOf([{ ...STATION_ROW, 开放时间: '每天 8:00-12:00' }, OTHER]))
  expect((await preview(files)).changes).toMatchObject([
    { id: 'hp001', what: 'changed', fields: [{ title: '开放时间', was: '每天 08:00-22:00', now: '每天 08:00-12:00' }] },
  ])
  await importFiles(files)
  await settle()
  expect(await sessionsOf('hp001-talk')).toEqual([TALK])
})

test('holidays of a workbook are in the pack, and the sessions follow', async () => {
  const day = addDays(dayOf(MONDAY_TEN), 1)
  const rest = await districtOf([{ ...STATION_ROW, 节假日: '休息' }, OTHER])
  await importFiles(fileOf(rest))
  await settle()
  expect(await sessionsOf('hp001-talk')).toContain(TALK)
  const files = fileOf(
    await workbookOf({ holidays: [{ 日期: new Date(Date.parse(`${day}T00:00:00Z`)), 安排: '休息', 名称: '停电日' }] }),
  )
  await importFiles(files)
  await settle()
  expect((await pack()).calendar.rest).toContain(day)
  expect(await sessionsOf('hp001-talk')).not.toContain(TALK)
  // A workbook without holidays takes it back.
  await importFiles(fileOf(await workbookOf({ holidays: [] })))
  await settle()
  expect((await pack()).calendar.rest).not.toContain(day)
  expect(await sessionsOf('hp001-talk')).toContain(TALK)
})

test('the template has an example row a sheet that is not imported, and what each column takes', async () => {
  const { templateWorkbook } = await import('./file/write-workbook')
  const files = fileOf(await templateWorkbook(), '导入模板.xlsx')
  const { status } = await district('GET', '/api/district/import/template.xlsx')
  expect(status).toBe(200)
  // Every sheet is there and empty: all that the district has would go.
  expect(await preview(files)).toMatchObject({
    mistakes: [],
    counts: { stations: { gone: 2, new: 0 }, streets: { gone: 1, new: 0 } },
  })
})

test('an import reads no large body of somebody who may not import', async () => {
  const files = [{ name: 'x.csv', bytes: 'A'.repeat(400_000) }]
  const [resident, manager] = [await world.as('resident'), await world.as('manager')]
  for (const who of [resident, manager]) {
    expect((await who('POST', '/api/district/import', { files })).status).toBe(404)
    expect((await who('POST', '/api/district/import', 'not json')).status).toBe(404)
  }
  expect((await world.ask('POST', '/api/district/import', { files })).status).toBe(401)
  expect(
    (await district('POST', '/api/district/import', { files: [{ name: 'x.csv', bytes: 'A'.repeat(6_000_000) }] }))
      .status,
  ).toBe(413)
  expect((await district('POST', '/api/bookings', { x: 'A'.repeat(70_000) }, newIdempotencyKey())).status).toBe(413)
})

test('an import that is older than a day leaves no rows behind', async () => {
  const files = fileOf(await districtOf([{ ...STATION_ROW, 电话: '020-82000009' }, OTHER]))
  await world.db.query(
    `insert into import_row (import_id, sheet, nth, what, id, thing, at) values (gen_random_uuid(), 'run', 0, '', '', '{}', to_timestamp($1))`,
    [(MONDAY_TEN - DAY) / 1000],
  )
  await importFiles(files)
  expect(await world.db.query('select 1 from import_row', [])).toEqual([])
})
