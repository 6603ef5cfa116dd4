import fc from 'fast-check'
import { fromWgs84 } from '../../../base/geo'
import { AREA_MOST } from '../limits'
import type { Mistake } from '../mistake'
import { sayMistake } from '../say-mistake'
import { readAreas, writeAreas } from './read-areas'

const STREETS = [
  { code: '440112012', name: '萝岗街道', lat: 23.18, lng: 113.49 },
  { code: '440112101', name: '新龙镇', lat: 23.3, lng: 113.5 },
]
const RING = [
  [113.48, 23.16],
  [113.52, 23.16],
  [113.52, 23.2],
  [113.48, 23.16],
]
const POLYGON = { type: 'Polygon', coordinates: [RING] }
const feature = (properties: unknown, geometry: unknown = POLYGON) => ({ type: 'Feature', properties, geometry })
const collection = (features: unknown, more: object = { datum: 'GCJ-02' }) => ({
  type: 'FeatureCollection',
  ...more,
  features,
})

function read(json: unknown, name = '区界.geojson') {
  const mistakes: Mistake[] = []
  const text = typeof json === 'string' ? json : JSON.stringify(json)
  const areas = readAreas([{ name, text }], STREETS, (mistake) => mistakes.push(mistake))
  return { areas, mistakes }
}

test('the outline and the areas of streets are read by name or code', () => {
  const { areas, mistakes } = read(
    collection([
      feature({ name: '全区' }),
      feature({ name: '萝岗街道' }),
      feature({ 代码: '440112101', name: '别的写法' }, { type: 'MultiPolygon', coordinates: [[RING], [RING]] }),
    ]),
  )
  expect(mistakes).toEqual([])
  expect(areas).toEqual([
    { id: '440112012', polygons: [[RING]] },
    { id: '440112101', polygons: [[RING], [RING]] },
    { id: 'district', polygons: [[RING]] },
  ])
})

test.each([
  ['a code of a district', { adcode: 440112, name: '黄埔区' }],
  ['no name, being the only one', null],
])('a feature with %s is the outline', (_what, properties) => {
  expect(read(collection([feature(properties)])).areas).toMatchObject([{ id: 'district' }])
})

test.each([
  ['nothing', {}, true],
  ['CRS84', { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } } }, true],
  ['EPSG:4326', { crs: { type: 'name', properties: { name: 'EPSG:4326' } } }, true],
  ['GCJ-02', { datum: 'GCJ-02' }, false],
  ['GCJ02 as a crs', { crs: { type: 'name', properties: { name: 'GCJ02' } } }, false],
])('with %s as its datum, positions are taken as WGS-84: %s', (_what, more, isWgs84) => {
  const [[[[[lng, lat] = [0, 0]] = []] = []] = []] = read(collection([feature(null)], more)).areas.map(
    ({ polygons }) => polygons,
  )
  const wanted = isWgs84 ? fromWgs84({ lng: 113.48, lat: 23.16 }) : { lng: 113.48, lat: 23.16 }
  expect([lng, lat]).toEqual([expect.closeTo(wanted.lng, 6), expect.closeTo(wanted.lat, 6)])
})

const named = { name: '萝岗街道' }
const ring = (positions: unknown) => collection([feature(named, { type: 'Polygon', coordinates: [positions] })])
const BOW = [RING[0], RING[2], RING[1], [113.48, 23.2], RING[0]]
const OPEN = RING.slice(0, 3).concat([[113.4801, 23.16]])
test.each<[string, unknown, Mistake['code'], number]>([
  ['bad JSON', '{"type": "FeatureCollection"', 'bad-json', 0],
  ['a file that is too large', ' '.repeat(AREA_MOST.bytes + 1), 'file-too-large', 0],
  ['another JSON', { hello: 1 }, 'not-geojson', 0],
  ['JSON null', 'null', 'not-geojson', 0],
  ['a bare geometry', POLYGON, 'not-geojson', 0],
  ['no features', collection([]), 'not-geojson', 0],
  ['features that are none', collection('x'), 'not-geojson', 0],
  ['too many features', collection(Array(AREA_MOST.areas + 1).fill(feature(named))), 'too-many-areas', 0],
  ['an unknown datum', collection([feature(named)], { crs: 'EPSG:3857' }), 'unknown-datum', 0],
  ['a line', collection([feature(named, { type: 'LineString', coordinates: RING })]), 'not-polygon', 1],
  ['no geometry', collection([feature(named, null)]), 'not-polygon', 1],
  ['no polygon in it', collection([feature(named, { type: 'MultiPolygon', coordinates: [] })]), 'not-polygon', 1],
  ['no ring in it', collection([feature(named, { type: 'Polygon', coordinates: [] })]), 'not-polygon', 1],
  ['a feature that is none', collection([feature(named), 7]), 'area-unnamed', 2],
  ['a ring that is not closed', ring(OPEN), 'ring-open', 1],
  ['a short ring', ring(RING.slice(0, 3)), 'ring-short', 1],
  ['no ring', ring('x'), 'ring-short', 1],
  ['a ring without an area', ring([RING[0], RING[1], RING[0], RING[0]]), 'ring-flat', 1],
  ['text for a number', ring([['113.4', 23], ...RING]), 'bad-position', 1],
  ['nested arrays', ring([[[1]], ...RING]), 'bad-position', 1],
  ['latitude first', ring(RING.map(([lng, lat]) => [lat, lng])), 'swapped', 1],
  ['a place abroad', ring(RING.map(([lng = 0, lat]) => [lng + 100, lat])), 'abroad', 1],
  ['an unknown street', collection([feature({ name: '天河街道' })]), 'unknown-street', 1],
  ['a street twice', collection([feature(named), feature({ code: '440112012' })]), 'area-twice', 2],
  ['no name', collection([feature(named), feature({ name: '' })]), 'area-unnamed', 2],
  ['a ring that crosses itself', ring(BOW), 'ring-crossed', 1],
  [
    'a ring that is a scribble',
    ring([
      ...Array.from({ length: 4_000 }, (_, nth) => [113 + (nth % 2) / 2 + nth * 1e-5, 23.5 - (nth % 2) / 2]),
      [113, 23.5],
    ]),
    'ring-tangled',
    1,
  ],
  ['too many points', ring([...Array(AREA_MOST.points).fill(RING[0]), ...RING]), 'too-many-points', 1],
])('%s is told', (_what, json, code, row) => {
  const { mistakes } = read(json)
  expect(mistakes.map((mistake) => [mistake.code, mistake.row])).toContainEqual([code, row])
  for (const language of ['zh-hans', 'zh-hant', 'en'] as const)
    expect(sayMistake(language, mistakes[0] as Mistake)).not.toMatch(/[{}]|undefined/)
})

test('a mistake says the file, the feature and its name', () => {
  const said = read(collection([feature(null), feature(named, { type: 'Polygon', coordinates: [OPEN] })])).mistakes.map(
    (mistake) => sayMistake('zh-hans', mistake),
  )
  expect(said).toEqual([
    '“区界.geojson”第 1 块“”：没有写是哪里。请在这一块的属性里写街镇的名称或代码，整个区写“全区”。',
    '“区界.geojson”第 2 块“萝岗街道”：有一圈没有闭合。最后一个点要和第一个点相同。',
  ])
})

test('a ring that crosses itself is named, with where', () => {
  const far = RING.map(([lng = 0, lat = 0]) => [lng + 0.1, lat])
  const coordinates = [[RING], [far, BOW.map(([lng = 0, lat = 0]: number[] = []) => [lng + 0.1, lat])]]
  for (const datum of ['WGS-84', 'GCJ-02']) {
    const { areas, mistakes } = read(collection([feature(named, { type: 'MultiPolygon', coordinates })], { datum }))
    expect([areas, mistakes.map((mistake) => sayMistake('zh-hans', mistake))]).toEqual([
      [],
      ['“区界.geojson”第 1 块“萝岗街道”：第 2 个面的第 2 圈在“113.58, 23.16”附近和自己相交。请改好这一圈再导入。'],
    ])
  }
})

test('arrays that are nested a hundred thousand deep are told and not followed', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const json = JSON.stringify(ring('DEEP')).replace('"DEEP"', `[${deep},1,2,3]`)
  expect(read(json).mistakes.map(({ code }) => code)).toEqual(['bad-position'])
})

test('as many points as are allowed are read', () => {
  const many = [...Array(AREA_MOST.points - RING.length).fill(RING[0]), ...RING]
  expect(read(ring(many)).mistakes).toEqual([])
})

test('what is written is read back as the same', () => {
  const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
  const radius = fc.double({ min: 0.01, max: 3, noNaN: true })
  const rings = fc.array(radius, { minLength: 3, maxLength: 20 }).map((radii) => {
    const angles = radii.map((_, nth) => (nth / radii.length) * 2 * Math.PI)
    const all = radii.map((r, nth) =>
      [Math.cos(angles[nth] as number), Math.sin(angles[nth] as number)].map((to) => r * to),
    )
    return [...all, all[0] as number[]].map(([x = 0, y = 0]) => [rounded(115 + x), rounded(25 + y)] as [number, number])
  })
  fc.assert(
    fc.property(rings, rings, (one, other) => {
      const areas = [
        { id: '440112012', polygons: [[one]] },
        { id: 'district', polygons: [[one, other], [other]] },
      ]
      const { areas: back, mistakes } = read(writeAreas(areas, STREETS))
      if (mistakes.some(({ code }) => code === 'ring-flat')) return
      expect(mistakes).toEqual([])
      expect(back).toEqual(areas)
    }),
  )
})
