import { DAY } from '@core/base/time'
import { IMPORT_MOST } from '@core/district/import/limits'
import { footprint } from '../../testing/database/footprint'
import { OFFERING_ROW, STATION_ROW } from '../../testing/world/district-workbook'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { districtOf, OTHER_ROW, setUpImportWorld, TALK } from '../../testing/world/import-world'
import { fileOf } from '../../testing/world/importer'
import { MONDAY_TEN } from '../../testing/world/world'

const at = setUpImportWorld()
const { ask, preview, importFiles, settle, pack, sessionsOf } = at
const exported = async () => {
  const response = await at.district('GET', '/api/district/import/district.xlsx')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheet')])
  const { districtWorkbook } = await import('./file/write-workbook')
  const { readPresent } = await import('./queries')
  return districtWorkbook(await readPresent(at.world.deps))
}

test('an export that is imported again is no difference', async () => {
  const files = fileOf(await exported())
  expect(await preview(files)).toMatchObject({ status: 200, mistakes: [], changes: [], changesAll: 0 })
  const before = await footprint(at.world.db)
  expect(await importFiles(files)).toMatchObject({ status: 200, changesAll: 0 })
  expect(await footprint(at.world.db)).toEqual(before)
})

test('a preview changes nothing; the import changes what it showed, and again is no difference', async () => {
  const files = fileOf(
    await districtOf(
      [STATION_ROW, OTHER_ROW, { ...STATION_ROW, 编号: null, 名称: '新站', 类别: '长者' }],
      [
        { ...OFFERING_ROW, 开始: '15:00' },
        { ...OFFERING_ROW, 站点: '新站', 项目编号: null, 名称: '茶' },
      ],
    ),
  )
  const before = await footprint(at.world.db)
  const seen = await preview(files)
  expect(await footprint(at.world.db)).toEqual(before)
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
  const { body } = await at.district('GET', '/api/district/imports')
  expect(body.imports).toMatchObject([{ file: '全区.xlsx', by: '郑海燕', counts: seen.counts }])
})

test('mistakes are told in words, and nothing is imported', async () => {
  const files = fileOf(await districtOf([{ ...STATION_ROW, 类别: '图书馆', 街镇: '夏港街道' }, OTHER_ROW, OTHER_ROW]))
  const before = await footprint(at.world.db)
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
  expect(await footprint(at.world.db)).toEqual(before)
})

test('somebody else’s change in between is not overwritten', async () => {
  const files = fileOf(await districtOf([{ ...STATION_ROW, 电话: '020-82000009' }, OTHER_ROW]))
  const { revision } = await preview(files)
  await at.world.db.query(`update station set about = about || '{"theme": "别的"}' where id = 'hp099'`)
  expect(await ask(files, { revision })).toMatchObject({ status: 409, refusal: 'district-changed' })
  expect(await ask(files)).toMatchObject({ status: 409, refusal: 'district-changed' })
  const [row] = await at.world.db.query<{ phone: string }>(
    `select about->>'phone' as phone from station where id = 'hp001'`,
  )
  expect(row?.phone).toBe('020-82000001')
})

test('the template has an example row a sheet that is not imported, and what each column takes', async () => {
  const { templateWorkbook } = await import('./file/write-workbook')
  const files = fileOf(await templateWorkbook(), '导入模板.xlsx')
  const { status } = await at.district('GET', '/api/district/import/template.xlsx')
  expect(status).toBe(200)
  // Every sheet is there and empty: all that the district has would go.
  expect(await preview(files)).toMatchObject({
    mistakes: [],
    counts: { stations: { gone: 2, new: 0 }, streets: { gone: 1, new: 0 } },
  })
})

test('an import reads no large body of somebody who may not import', async () => {
  const files = [{ name: 'x.csv', bytes: 'A'.repeat(400_000) }]
  const [resident, manager] = [await at.world.as('resident'), await at.world.as('manager')]
  for (const who of [resident, manager]) {
    expect((await who('POST', '/api/district/import', { files })).status).toBe(404)
    expect((await who('POST', '/api/district/import', 'not json')).status).toBe(404)
  }
  expect((await at.world.ask('POST', '/api/district/import', { files })).status).toBe(401)
  expect(
    (await at.district('POST', '/api/district/import', { files: [{ name: 'x.csv', bytes: 'A'.repeat(6_000_000) }] }))
      .status,
  ).toBe(413)
  expect((await at.district('POST', '/api/bookings', { x: 'A'.repeat(70_000) }, newIdempotencyKey())).status).toBe(413)
})

test('a file as large as a browser may send is read, and text that is no base64 is not', async () => {
  const bytes = Buffer.alloc(IMPORT_MOST.uploadBytes, 'x').toString('base64')
  const { status, mistakes } = await preview([{ name: 'x.csv', bytes }])
  expect([status, mistakes[0]]).toEqual([200, expect.stringContaining('“x”')])
  for (const wrong of ['x', 'xxx', 'xxxxx', 'x===', '====', 'xx=x', 'xx==xxxx', 'xxx-', 'xx x', 'xxxx\n'])
    expect((await preview([{ name: 'x.csv', bytes: wrong }])).status).toBe(400)
})

test('an import that is older than a day leaves no rows behind', async () => {
  const files = fileOf(await districtOf([{ ...STATION_ROW, 电话: '020-82000009' }, OTHER_ROW]))
  await at.world.db.query(
    `insert into import_row (import_id, sheet, nth, what, id, thing, at) values (gen_random_uuid(), 'run', 0, '', '', '{}', to_timestamp($1))`,
    [(MONDAY_TEN - DAY) / 1000],
  )
  await importFiles(files)
  expect(await at.world.db.query('select 1 from import_row', [])).toEqual([])
})
