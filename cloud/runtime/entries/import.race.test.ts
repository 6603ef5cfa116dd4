import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SHEET_KEYS, SHEETS } from '@core/district/import/sheets/workbook'
import readXlsxFile from 'read-excel-file/node'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { buildCloud } from '../../testing/process/cloud-process'
import { OFFERING_ROW, STATION_ROW, STREET_ROW, type TestRow, workbookOf } from '../../testing/world/district-workbook'

const SCRIPT = join(__dirname, '../../../dist/cloud/import.mjs')
const folder = mkdtempSync(join(tmpdir(), 'yike-import-'))
const at = (name: string): string => join(folder, name)
let real: RealPostgres
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
})
afterAll(async () => {
  await real.drop()
  rmSync(folder, { recursive: true })
})

/** Runs the command, without a terminal, as a script would. */
function runIn(district: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: real.url, DISTRICT_ID: district },
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}
const run = (...args: string[]) => runIn('hp', ...args)
const query = <T extends Record<string, unknown>>(sql: string) => real.open().query<T>(sql, [])
const countOf = async (table: string) => (await query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n

const OTHER: TestRow = { ...STATION_ROW, 编号: 'hp002', 名称: '第二站', 纬度: 23.181 }
const book = async (name: string, stations: TestRow[], offerings?: TestRow[]) =>
  writeFileSync(at(name), await workbookOf({ streets: [STREET_ROW], stations, ...(offerings ? { offerings } : {}) }))
const square = (half: number) => {
  const [west, east, south, north] = [113.5 - half, 113.5 + half, 23.18 - half, 23.18 + half]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}
const outline = (name: string, half: number) =>
  writeFileSync(
    at(name),
    JSON.stringify({
      type: 'FeatureCollection',
      datum: 'GCJ-02',
      features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [square(half)] } }],
    }),
  )

test('--template writes a workbook of all sheets, without a database', async () => {
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, '--template', at('template.xlsx')], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: 'postgres://127.0.0.1:1/none' },
    encoding: 'utf8',
  })
  expect([status, stdout]).toEqual([0, expect.stringContaining('fill in the sheets')])
  const sheets = await readXlsxFile(readFileSync(at('template.xlsx')))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['填写说明', ...SHEET_KEYS.map((key) => SHEETS[key].name)])
})

test('a path that is missing, an empty folder and no path are told, with exit code 2', () => {
  mkdirSync(at('empty'))
  expect(run(at('missing.xlsx'))).toMatchObject({ status: 2, err: expect.stringContaining('cannot be read') })
  expect(run(at('empty'))).toMatchObject({
    status: 2,
    err: expect.stringContaining('has no .csv and no .geojson files'),
  })
  expect(run()).toMatchObject({ status: 2, err: expect.stringContaining('node dist/cloud/import.mjs district.xlsx') })
})

test('mistakes are told by sheet, row and column, with exit code 1, and nothing is imported', async () => {
  await book('bad.xlsx', [{ ...STATION_ROW, 类别: '图书馆' }])
  const { status, err } = run(at('bad.xlsx'), '--yes')
  expect(err).toContain('“站点”表第 2 行“类别”：写的是“图书馆”')
  expect(err).toContain('1 mistakes: nothing was imported.')
  expect([status, await countOf('station')]).toEqual([1, 0])
})

test('the first stations of another district are not imported', async () => {
  await book('other.xlsx', [STATION_ROW])
  const { status, err } = runIn('ty', at('other.xlsx'), '--yes')
  expect(err).toContain('“站点”表第 2 行“编号”：“hp001”是别的区的编号，本区的以 ty 开头。')
  expect([status, await countOf('station')]).toEqual([1, 0])
})

test('without --yes and without a terminal the difference is shown and nothing is imported', async () => {
  await book('district.xlsx', [STATION_ROW, OTHER], [OFFERING_ROW])
  const { status, out, err } = run(at('district.xlsx'))
  expect(out).toContain('站点: 2 new, 0 changed, 0 back, 0 gone')
  expect(err).toContain('give --yes')
  expect([status, await countOf('station')]).toEqual([2, 0])
})

test('a folder of CSV and GeoJSON files is imported, with its progress', async () => {
  mkdirSync(at('csv'))
  const csvOf = (rows: TestRow[]) =>
    [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
      .map((cells) => cells.map((cell) => `"${cell ?? ''}"`).join(','))
      .join('\n')
  writeFileSync(at('csv/街镇.csv'), csvOf([STREET_ROW]))
  writeFileSync(at('csv/站点.csv'), csvOf([STATION_ROW, OTHER]))
  writeFileSync(at('csv/项目.csv'), csvOf([OFFERING_ROW]))
  writeFileSync(at('csv/人员.csv'), csvOf([{ 街镇或站点: 'hp001', 身份: '站长', 称呼: '李站长' }]))
  writeFileSync(at('csv/notes.txt'), 'not for us')
  outline('csv/outline.geojson', 0.01)
  const { status, out, err } = run(at('csv'), '--yes')
  expect([status, err]).toEqual([0, ''])
  expect(out).toContain('边界: 1 new, 0 changed, 0 back, 0 gone')
  expect(out).toMatch(/^rows 6$/m)
  expect(out).toMatch(/^offerings planned 1$/m)
  expect(out).toMatch(/Imported\. \d+ new sessions\./)
  // Names of people are nobody's business on a terminal.
  expect(out).not.toContain('李站长')
  expect([await countOf('station'), await countOf('area'), await countOf('invitee')]).toEqual([2, 1, 1])
})

test('--export and --outline write what imports without a difference', async () => {
  const { status, out } = run('--export', at('export.xlsx'), '--outline', at('export.geojson'))
  expect([status, out]).toEqual([0, expect.stringContaining('2 stations, 1 offerings')])
  expect(run(at('export.xlsx'), '--outline', at('export.geojson'))).toMatchObject({
    status: 0,
    out: expect.stringContaining('Nothing to do.'),
  })
})

test('--outline alone changes the borders, and warns of stations outside of them', async () => {
  outline('small.geojson', 0.0004)
  const { status, out } = run('--outline', at('small.geojson'), '--yes')
  expect(out).toMatch(/不在街镇范围内：“第二站”/)
  expect(out).toContain('边界: 0 new, 1 changed, 0 back, 0 gone')
  expect([status, await countOf('station')]).toEqual([0, 2])
  const [area] = await query<{ polygons: unknown[][] }>('select polygons from area')
  expect(area?.polygons).toEqual([[square(0.0004).map((one) => one.map((n) => Math.round(n * 1e6) / 1e6))]])
})

test('with bookings at what goes, --gone says what becomes of them', async () => {
  await query(`with booked as (update session set taken = 1 where id = (
      select id from session where starts_at > now() + interval '1 day' order by starts_at limit 1)
      returning station_id, id)
    insert into booking (station_id, id, session_id, booker_id, seats, door_code, booked_at)
    select station_id, 'hp001.b', id, gen_random_uuid(), 1, '12345678', now() from booked`)
  await book('without.xlsx', [OTHER])
  const refused = run(at('without.xlsx'), '--yes')
  expect([refused.status, await countOf(`station where retired_at is null`)]).toEqual([1, 2])
  expect(refused.out).toMatch(/gone 项目 hp001-talk .* — 1 bookings/)
  expect(refused.err).toContain('--gone keep | --gone call-off')
  const noReason = run(at('without.xlsx'), '--yes', '--gone', 'call-off')
  expect(noReason).toMatchObject({ status: 2, err: expect.stringContaining('--reason') })
  expect(run(at('without.xlsx'), '--yes', '--gone', 'delete').status).toBe(2)
  const calledOff = run(at('without.xlsx'), '--yes', '--gone', 'call-off', '--reason', '站点搬迁')
  expect(calledOff).toMatchObject({ status: 0, out: expect.stringContaining('1 sessions are called off') })
  expect(await query('select reason, act from closing')).toEqual([{ reason: '站点搬迁', act: 'call-off' }])
  expect(await countOf(`station where retired_at is null`)).toBe(1)
})
