import { median } from '../shared/interleave'
import { type Table, times } from '../shared/table'
import { addPast, addPeople, addSessions, openDistrict, type Sessions } from './district'
import { openCloud } from './open-cloud'
import { CLIENTS, only, perSecond, rateOf } from './rates'

const SIZES = [10_000, 100_000, 1_000_000]
const PEOPLE = 120_000
const ROUNDS = 5
const BOOKINGS = 10_000
const ROOM = 1_000_000
const COST_AT_MOST = 1.3

const SHAPES = [
  { name: 'one hot session', count: 1, stations: 1 },
  { name: '1000 sessions of one station', count: 1000, stations: 1 },
]

type Grown = { size: number; district: Awaited<ReturnType<typeof openDistrict>>; rates: number[][] }

/** The same load on databases of increasing size; one database per size, interleaved round by round. */
export async function growth(check: (url: string) => Promise<void>): Promise<Table> {
  const grown: Grown[] = []
  try {
    for (const size of SIZES) {
      const district = await openDistrict()
      grown.push({ size, district, rates: SHAPES.map(() => []) })
      await addPeople(district.url, PEOPLE)
      await addPast(district.url, size, PEOPLE)
    }
    const clouds = await Promise.all(grown.map(({ district }) => openCloud(district.url)))
    let set = 0
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [shape, { count, stations }] of SHAPES.entries()) {
        const sessions: Sessions = { set: set++, count, stations }
        for (const [at, { district, rates }] of grown.entries()) {
          await addSessions(district.db, sessions, ROOM)
          const run = {
            way: 'closed' as const,
            clients: CLIENTS,
            count: BOOKINGS,
            ms: 0,
            from: 0,
            sessions,
            wait: false,
          }
          const ran = await clouds[at]?.run(run)
          if (ran && round > 0) rates[shape]?.push(rateOf(only(ran, 201)))
        }
      }
    }
    for (const cloud of clouds) cloud.close()
    for (const { district } of grown) await check(district.url)
    const rate = (shape: number, at: number) => median(grown[at]?.rates[shape] ?? [])
    const ratios = SHAPES.map((_, shape) => SIZES.map((_size, at) => rate(shape, 0) / rate(shape, at)))
    return {
      title: 'book: rate by number of bookings already in the database',
      columns: [
        '',
        ...SIZES.map((size) => size.toLocaleString('en')),
        ...SIZES.slice(1).map((size) => `cost, ${size.toLocaleString('en')}`),
      ],
      rows: SHAPES.map(({ name }, shape) => [
        name,
        ...SIZES.map((_size, at) => perSecond(rate(shape, at))),
        ...SIZES.slice(1).map((_size, at) => times(ratios[shape]?.[at + 1] ?? 0)),
      ]),
      notes: ['cost: time per booking relative to the first column.'],
      over: ratios.flatMap((all, shape) =>
        all
          .filter((ratio) => ratio > COST_AT_MOST)
          .map((ratio) => `${SHAPES[shape]?.name}: cost ${times(ratio)}, at most ${COST_AT_MOST}`),
      ),
    }
  } finally {
    for (const { district } of grown) await district.drop()
  }
}
