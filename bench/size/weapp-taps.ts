import { LIST_LOAD, ONE_TAP } from '../shared/budgets'
import { kilobytes, type Table, times } from '../shared/table'
import { openVisit, type Phone, type SetDataCost, STATION, type Visit } from './weapp-visit'

type Tap = {
  name: string
  path: string
  on: Parameters<Phone['tap']>[0]
  /** Answered from the phone's station pack, so the tap itself loads the list (docs/decisions/004). */
  isList?: true
}

const tapsOf = ({ free }: Visit): Tap[] => [
  { name: 'nearby: a kind', path: '/pages/nearby/index', on: '长者', isList: true },
  { name: 'agenda: a kind', path: '/pages/agenda/index', on: '照护' },
  { name: 'agenda: tomorrow', path: '/pages/agenda/index', on: { label: /明天/ } },
  { name: 'station: tomorrow', path: `/pages/station/index?id=${STATION}`, on: { label: /明天/ } },
  { name: 'session: a person more', path: `/pages/session/index?id=${free}`, on: '陈秀兰' },
]

/** setData cost of the tap itself, and of the API response after it. */
async function measure(phone: Phone, { path, on }: Tap): Promise<{ tap: SetDataCost; after: SetDataCost }> {
  await phone.restart(path)
  await phone.holdRequests(true)
  const { calls, bytes } = phone.meter
  await phone.tap(on)
  const tap = { calls: phone.meter.calls - calls, bytes: phone.meter.bytes - bytes }
  await phone.holdRequests(false)
  const after = { calls: phone.meter.calls - calls - tap.calls, bytes: phone.meter.bytes - bytes - tap.bytes }
  return { tap, after }
}

function missesOf({ name, isList }: Tap, { calls, bytes }: SetDataCost): string[] {
  const most = isList ? LIST_LOAD.bytes : ONE_TAP.bytes
  const misses = bytes > most ? [`weapp tap, ${name}: ${kilobytes(bytes)}, at most ${kilobytes(most)}`] : []
  return calls > ONE_TAP.calls
    ? [...misses, `weapp tap, ${name}: ${calls} setData calls, at most ${ONE_TAP.calls}`]
    : misses
}

export async function weappTaps(): Promise<Table> {
  const visit = await openVisit()
  const rows: string[][] = []
  const over: string[] = []
  try {
    for (const one of tapsOf(visit)) {
      const { tap, after } = await measure(visit.resident, one)
      over.push(...missesOf(one, tap))
      if (after.bytes > LIST_LOAD.bytes) {
        over.push(`weapp tap, ${one.name}: list load ${kilobytes(after.bytes)}, at most ${kilobytes(LIST_LOAD.bytes)}`)
      }
      rows.push([
        one.name,
        times(tap.bytes / ONE_TAP.bytes),
        `${kilobytes(tap.bytes)} / ${tap.calls}`,
        `${kilobytes(after.bytes)} / ${after.calls}`,
      ])
    }
  } finally {
    await visit.close()
  }
  return {
    title: 'size: cost of one tap in the mini-program, setData bytes / calls',
    columns: ['tap', 'of the budget', 'tap', 'API response'],
    rows,
    notes: [
      `Budget: ${kilobytes(ONE_TAP.bytes)} in ${ONE_TAP.calls} call; the API response counts as a list load, ${kilobytes(LIST_LOAD.bytes)}.`,
    ],
    over,
  }
}
