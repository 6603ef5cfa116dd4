import { loadHuangpu } from '@cloud/demo/district'
import { enlargeDistrict } from '@cloud/demo/enlarge-district'
import { indexSpots, metresBetween, type Neighbour, nearest, type Spot } from '@core/base/geo'
import { LARGE, SCAN_OVER_INDEX_AT_LEAST } from '../shared/budgets'
import { interleave } from '../shared/interleave'
import { duration, type Table, times } from '../shared/table'
import { askPoint, LIMIT } from './ask-points'
import { nearSql } from './near-sql'

/** Numbers of stations, and queries per round for each way; a scan of a million takes a second. */
const SIZES = [
  { stations: 157, rounds: 31, queries: 200, scanned: 50 },
  { stations: 10_000, rounds: 15, queries: 200, scanned: 4 },
  { stations: 1_000_000, rounds: 5, queries: 200, scanned: 1 },
]
/** Tolerance for equal distances: the two ways round differently in the last bits. */
const SAME_METRES = 1e-6

type Placed = Spot & { id: string }

const scan = (items: readonly Placed[], from: Spot): Neighbour<Placed>[] =>
  items
    .map((item) => ({ item, metres: metresBetween(from, item) }))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, LIMIT)

function mustAgree(ours: Neighbour<Placed>[], theirs: Neighbour<Placed>[]): void {
  const differs = ours.findIndex((near, at) => {
    const other = theirs[at]
    return near.item.id !== other?.item.id && !(Math.abs(near.metres - (other?.metres ?? 0)) < SAME_METRES)
  })
  if (ours.length !== theirs.length || differs >= 0)
    throw new Error(`index and scan return different results at rank ${differs + 1}`)
}

async function inProcess(): Promise<Table> {
  const huangpu = await loadHuangpu()
  const rows: string[][] = []
  const over: string[] = []
  for (const { stations, rounds, queries, scanned } of SIZES) {
    const items: Placed[] = enlargeDistrict({ ...huangpu, offerings: [] }, stations).stations
    const built = performance.now()
    const index = indexSpots(items)
    const building = performance.now() - built
    const from = (round: number) => Array.from({ length: queries }, (_, nth) => askPoint(round * queries + nth))
    const ways = [
      { calls: queries, work: (round: number) => from(round).map((spot) => nearest(index, spot, LIMIT)) },
      {
        calls: scanned,
        work: (round: number) =>
          from(round)
            .slice(0, scanned)
            .map((spot) => scan(items, spot)),
      },
    ]
    const [ours = 0, theirs = 0] = await interleave(ways, rounds, ([found = [], wanted = []]) => {
      for (const [at, near] of wanted.entries()) mustAgree(found[at] ?? [], near)
    })
    if (stations >= LARGE && theirs / ours < SCAN_OVER_INDEX_AT_LEAST) {
      over.push(
        `near, ${stations} stations: the scan takes ${times(theirs / ours)} the time of the index, at least ${SCAN_OVER_INDEX_AT_LEAST}`,
      )
    }
    rows.push([`${stations}`, times(theirs / ours), duration(ours), duration(theirs), (building / theirs).toFixed(1)])
  }
  return {
    title: `near: the ${LIMIT} nearest stations on the phone (core/base/geo), relative to a scan sorted by metresBetween`,
    columns: ['stations', 'scan : ours', 'ours', 'scan', 'index build, in scans'],
    rows,
    over,
    notes: ['Index and scan returned the same results in every round.'],
  }
}

export const near = async (): Promise<Table[]> => [await inProcess(), await nearSql()]
