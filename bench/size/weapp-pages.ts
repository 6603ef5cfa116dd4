import { FIRST_RENDER, LIST_LOAD, PAGE } from '../shared/budgets'
import { kilobytes, type Table, times } from '../shared/table'
import { openVisit, type Phone, type SetDataCost, STATION, type Visit } from './weapp-visit'

type Page = { name: string; path: string; by: 'resident' | 'manager'; list?: true }
type Measured = { render: SetDataCost; load: SetDataCost; nodes: number; depth: number; widest: number }

const pagesOf = ({ held, free, booking }: Visit): Page[] => [
  { name: 'nearby', path: '/pages/nearby/index', by: 'resident', list: true },
  { name: 'station', path: `/pages/station/index?id=${STATION}`, by: 'resident', list: true },
  { name: 'session', path: `/pages/session/index?id=${free}`, by: 'resident' },
  { name: 'agenda', path: '/pages/agenda/index', by: 'resident', list: true },
  { name: 'mine', path: '/pages/mine/index', by: 'resident' },
  { name: 'booking', path: `/pages/booking/index?id=${booking}`, by: 'resident' },
  { name: 'manager today', path: '/manager/pages/today/index', by: 'manager', list: true },
  { name: 'manager roster', path: `/manager/pages/roster/index?id=${held}`, by: 'manager', list: true },
]

/** Taro treats the tab bar as a separate page: its one setData call is not counted. */
const TAB_BAR_CALLS = 1

/** Cold start on a page. API responses are held back, to separate the first render from what they add. */
async function measure(phone: Phone, path: string): Promise<Measured> {
  phone.device.holding = true
  await phone.restart(path)
  const { calls, bytes } = phone.meter
  const own = calls - (phone.tabBar ? TAB_BAR_CALLS : 0)
  await phone.holdRequests(false)
  const { nodes, depth, widest } = phone.size
  const load = { calls: phone.meter.calls - calls, bytes: phone.meter.bytes - bytes }
  return { render: { calls: own, bytes }, load, nodes, depth, widest }
}

function missesOf({ name, list }: Page, { render, load, nodes, depth, widest }: Measured): string[] {
  const most = (what: string, is: number, allowed: number, say: (figure: number) => string = String) =>
    is > allowed ? [`weapp ${name}: ${what} ${say(is)}, at most ${say(allowed)}`] : []
  return [
    ...most('first render', render.bytes + load.bytes, FIRST_RENDER.bytes, kilobytes),
    ...most('first render, setData calls', render.calls + load.calls, FIRST_RENDER.calls),
    ...(list ? most('list load', load.bytes, LIST_LOAD.bytes, kilobytes) : []),
    ...most('nodes', nodes, PAGE.nodes),
    ...most('depth', depth, PAGE.depth),
    ...most('children of one node', widest, PAGE.children),
  ]
}

export async function weappPages(): Promise<Table> {
  const visit = await openVisit()
  const rows: string[][] = []
  const over: string[] = []
  try {
    for (const page of pagesOf(visit)) {
      const measured = await measure(visit[page.by], page.path)
      const { render, load, nodes, depth, widest } = measured
      over.push(...missesOf(page, measured))
      rows.push([
        page.name,
        times((render.bytes + load.bytes) / FIRST_RENDER.bytes),
        `${kilobytes(render.bytes)} / ${render.calls}`,
        `${kilobytes(load.bytes)} / ${load.calls}`,
        ...[nodes, depth, widest].map(String),
      ])
    }
  } finally {
    await visit.close()
  }
  return {
    title: 'size: first render of weapp pages after a cold start, setData bytes / calls',
    columns: ['page', 'of the budget', 'first render', 'after API responses', 'nodes', 'depth', 'children'],
    rows,
    notes: [
      `Budget: ${kilobytes(FIRST_RENDER.bytes)} in ${FIRST_RENDER.calls} calls for both; list load ${kilobytes(LIST_LOAD.bytes)}; ` +
        `${PAGE.nodes} nodes, depth ${PAGE.depth}, ${PAGE.children} children. The tab bar's one call is not counted.`,
    ],
    over,
  }
}
