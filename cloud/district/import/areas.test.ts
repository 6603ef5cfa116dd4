import type { Ring } from '@core/base/polygon'
import { seedDistrict } from '../../demo/seed'
import { createPackReader } from '../../place/station/service'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { STATION_ROW, STREET_ROW, workbookOf } from '../../testing/world/district-workbook'
import { OTHER_ROW } from '../../testing/world/import-world'
import { createImporter, fileOf } from '../../testing/world/importer'
import { openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'
import { readPresent } from './queries'

let world: World
let district: Someone
const { ask, preview, importFiles } = createImporter(() => district)
beforeAll(async () => {
  world = await openWorld()
  district = await world.as('district')
})
beforeEach(async () => {
  await world.db.query('truncate area, district_import, import_row')
  await world.db.query('update street set retired_at = null')
  await world.db.query('update station set retired_at = null')
  await seedDistrict(world.deps, { streets: [], stations: STATIONS, offerings: [] })
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
const square = (lng: number, lat: number, half: number): Ring => {
  const [west, east, south, north] = [lng - half, lng + half, lat - half, lat + half].map(rounded)
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as Ring
}
/** The two stations of the world are at 23.18, 113.495 and 23.179, 113.5. */
const STREET = square(113.495, 23.18, 0.002)
const OUTLINE = square(113.5, 23.18, 0.05)
const geoJson = (areas: Record<string, Ring>) =>
  fileOf(
    JSON.stringify({
      type: 'FeatureCollection',
      datum: 'GCJ-02',
      features: Object.entries(areas).map(([name, ring]) => ({
        type: 'Feature',
        properties: { name },
        geometry: { type: 'Polygon', coordinates: [ring] },
      })),
    }),
    'outline.geojson',
  )
const BOTH = geoJson({ 全区: OUTLINE, 萝岗街道: STREET })
const NONE = { new: 0, back: 0, changed: 0, gone: 0 }

test('the outline and the areas of streets are imported alone, and again are no difference', async () => {
  const before = await footprint(world.db)
  const seen = await preview(BOTH)
  expect(seen).toMatchObject({ status: 200, mistakes: [], counts: { areas: { ...NONE, new: 2 }, stations: NONE } })
  expect(seen.changes).toMatchObject([
    { sheet: 'areas', id: '440112012', name: '萝岗街道', what: 'new' },
    { sheet: 'areas', id: 'district', name: '全区', what: 'new' },
  ])
  expect(seen.areas.map(({ id }: { id: string }) => id)).toEqual(['440112012', 'district'])
  expect(await footprint(world.db)).toEqual(before)
  expect((await importFiles(BOTH)).status).toBe(200)
  expect((await readPresent(world.deps)).areas).toEqual([
    { id: '440112012', polygons: [[STREET]] },
    { id: 'district', polygons: [[OUTLINE]] },
  ])
  expect(await preview(BOTH)).toMatchObject({ mistakes: [], changesAll: 0 })
})

test('phones get them with the stations', async () => {
  await importFiles(BOTH)
  const { pack } = await (await createPackReader(world.deps))()
  expect(pack.areas).toEqual([
    { id: '440112012', parts: [[[11349300, 2317800, 400, 0, 0, 400, -400, 0, 0, -400]]] },
    { id: 'district', parts: [[[11345000, 2313000, 10000, 0, 0, 10000, -10000, 0, 0, -10000]]] },
  ])
})

test('another border is a change, a place that is left out is gone, and a workbook alone touches neither', async () => {
  await importFiles(BOTH)
  const moved = geoJson({ 萝岗街道: square(113.495, 23.181, 0.002) })
  expect((await preview(moved)).changes).toMatchObject([
    {
      id: '440112012',
      what: 'changed',
      fields: [{ title: '边界', was: '5 个点，0.18 平方公里', now: '5 个点，0.18 平方公里' }],
    },
    { id: 'district', what: 'gone' },
  ])
  expect((await importFiles(moved)).status).toBe(200)
  expect(await readPresent(world.deps)).toMatchObject({ areas: [{ id: '440112012' }] })
  const workbook = fileOf(await workbookOf({ streets: [STREET_ROW], stations: [STATION_ROW, OTHER_ROW] }))
  expect((await preview(workbook)).counts.areas).toEqual(NONE)
})

test('the area of a street goes with it', async () => {
  await importFiles(BOTH)
  const renamed = { ...STREET_ROW, 代码: '440112999', 名称: '新街道' }
  const stations = [STATION_ROW, OTHER_ROW].map((row) => ({ ...row, 街镇: '新街道' }))
  const workbook = fileOf(await workbookOf({ streets: [renamed], stations }))
  expect((await preview(workbook)).changes).toContainEqual(
    expect.objectContaining({ sheet: 'areas', id: '440112012', what: 'gone' }),
  )
  await importFiles(workbook)
  expect((await readPresent(world.deps)).areas.map(({ id }) => id)).toEqual(['district'])
  await world.db.query(`update station set street = '440112012'`)
})

test('a station outside of its street is warned of by sheet, row and column, and imported', async () => {
  const workbook = fileOf(await workbookOf({ streets: [STREET_ROW], stations: [STATION_ROW, OTHER_ROW] }))
  const files = [...workbook, ...BOTH]
  const seen = await preview(files)
  expect(seen).toMatchObject({ mistakes: [], warningsAll: 1 })
  expect(seen.warnings).toEqual([
    expect.stringMatching(/^“站点”表第 3 行“纬度”：不在街镇范围内：“别处的站”在萝岗街道的边界外面。/),
  ])
  expect((await importFiles(files)).status).toBe(200)
  // Later without the file: by the stored area.
  expect((await preview(workbook)).warnings).toEqual(seen.warnings)
  // And a file of areas alone looks at the stations that there are.
  expect((await preview(BOTH)).warnings).toEqual([expect.stringMatching(/^“站点”表：不在街镇范围内：“别处的站”/)])
})

test('with a mistake in the file nothing is imported, neither of it nor of the workbook', async () => {
  const workbook = fileOf(
    await workbookOf({ streets: [STREET_ROW], stations: [STATION_ROW, { ...OTHER_ROW, 电话: '12345' }] }),
  )
  const files = [...workbook, ...geoJson({ 天河街道: STREET, 萝岗街道: STREET.slice(0, 4) })]
  const before = await footprint(world.db)
  const seen = await preview(files)
  expect(seen.mistakes).toEqual([
    expect.stringMatching(/^“outline.geojson”第 1 块“天河街道”：没有叫“天河街道”的街镇/),
    expect.stringMatching(/^“outline.geojson”第 2 块“萝岗街道”：有一圈没有闭合/),
  ])
  expect(await ask(files, { revision: seen.revision })).toMatchObject({ status: 409, refusal: 'import-mistakes' })
  expect(await footprint(world.db)).toEqual(before)
})

test.each([
  ['cut off', Buffer.from('{"type": "Feat')],
  ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe])],
])('a file that is %s is told', async (_what, bytes) => {
  expect((await preview(fileOf(bytes, 'outline.json'))).mistakes).toEqual([
    expect.stringMatching(/^“outline.json”不是 JSON/),
  ])
})

test('an area that somebody changes in between is not overwritten', async () => {
  const { revision } = await preview(BOTH)
  await world.db.query(`insert into area (id, polygons) values ('district', '[]')`)
  expect(await ask(BOTH, { revision })).toMatchObject({ status: 409, refusal: 'district-changed' })
})
