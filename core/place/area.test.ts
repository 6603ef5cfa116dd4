import { countPositions, type Ring, squareKm } from '../base/polygon'
import { bordersOf, DISTRICT_AREA, DRAWN_MOST, drawnAreas, polygonsOf } from './area'

const circle = (lng: number, count: number, radius = 0.02): Ring =>
  Array.from({ length: count + 1 }, (_, at) => {
    const angle = ((at % count) / count) * 2 * Math.PI
    return [lng + radius * Math.cos(angle), 23 + radius * Math.sin(angle)]
  })

test('an area is drawn to a metre of what it is', () => {
  const ring: Ring = [
    [113.412345, 23.1],
    [113.5, 23.1],
    [113.5, 23.2],
    [113.412345, 23.1],
  ]
  const [drawn] = drawnAreas([{ id: 'district', polygons: [[ring]] }])
  expect(drawn).toEqual({ id: 'district', parts: [[[11341235, 2310000, 8765, 0, 0, 10000, -8765, -10000]]] })
  expect(polygonsOf(drawn as never)).toEqual([
    [
      [
        [113.41235, 23.1],
        [113.5, 23.1],
        [113.5, 23.2],
        [113.41235, 23.1],
      ],
    ],
  ])
})

test('of the borders of a map, that of the whole district is its outline', () => {
  const polygons = [[circle(113.5, 4)]]
  const drawn = drawnAreas([
    { id: '440112012', polygons },
    { id: DISTRICT_AREA, polygons },
  ])
  expect(bordersOf(drawn).map((one) => [one.outline, countPositions(one.polygons)])).toEqual([
    [false, 5],
    [true, 5],
  ])
  expect(bordersOf(undefined)).toEqual([])
})

test('all areas together have no more positions than a pack has room for', () => {
  const areas = Array.from({ length: 18 }, (_, at) => ({
    id: String(at),
    polygons: [[circle(113 + at * 0.05, 5_000)]],
  }))
  const drawn = drawnAreas(areas)
  expect(drawn).toHaveLength(18)
  const positions = drawn.map((one) => countPositions(polygonsOf(one)))
  expect(positions.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(DRAWN_MOST)
  expect(Math.min(...positions)).toBeGreaterThan(15)
  expect(squareKm(polygonsOf(drawn[0] as never)) / squareKm(areas[0]?.polygons ?? [])).toBeCloseTo(1, 1)
})

test('with room for all of them, each keeps its positions', () => {
  const polygons = [[circle(113.5, 40)]]
  expect(countPositions(polygonsOf(drawnAreas([{ id: 'a', polygons }])[0] as never))).toBe(41)
})

test('areas that have too many parts to be drawn are not drawn', () => {
  const polygons = Array.from({ length: 500 }, (_, at) => [circle(100 + at * 0.06, 12, 0.025)])
  expect(drawnAreas([{ id: 'a', polygons }])).toEqual([])
})
