import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright'
import { MORNING, startCloud } from '../../e2e/cloud'
import { H5_FIRST_LOAD } from '../shared/budgets'
import { kilobytes, type Table, times } from '../shared/table'
import { PLACE, PLACE_KEY } from './stored-place'

const SYSTEM = '/usr/bin/chromium'
const FIRST_CARD = '.station-card'

type Transfer = { url: string; type: string; bytes: number }

/** Records bytes over the wire per request, including headers, in request order. */
async function watch(page: Page): Promise<Map<string, Transfer>> {
  const seen = new Map<string, Transfer>()
  const network = await page.context().newCDPSession(page)
  network.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other' }) => {
    if (request.url.startsWith('data:')) return
    seen.set(requestId, { url: new URL(request.url).pathname, type, bytes: 0 })
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = seen.get(requestId)
    if (one) one.bytes = encodedDataLength
  })
  await network.send('Network.enable')
  return seen
}

/** All requests made until the first card was visible, each to its last byte. */
async function firstLoad(at: string): Promise<Transfer[]> {
  const own = process.env.CHROMIUM || (existsSync(SYSTEM) ? SYSTEM : undefined)
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(own ? { executablePath: own } : {}) })
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
    await context.clock.setFixedTime(MORNING)
    const held = { key: PLACE_KEY, value: JSON.stringify({ data: PLACE }) }
    await context.addInitScript(({ key, value }) => localStorage.setItem(key, value), held)
    const page = await context.newPage()
    const seen = await watch(page)
    await page.goto(at)
    await page.waitForSelector(FIRST_CARD)
    const before = [...seen.values()]
    await page.waitForLoadState('networkidle')
    return before
  } finally {
    await browser.close()
  }
}

export async function h5Size(): Promise<Table> {
  const cloud = await startCloud({ h5: true })
  const all = await firstLoad(cloud.at).finally(() => cloud.stop())
  const bytes = all.reduce((sum, one) => sum + one.bytes, 0)
  const kindOf = ({ url, type }: Transfer) => (url.startsWith('/api/') ? 'API responses' : type)
  const kinds = [...new Set(all.map(kindOf))]
  const largest = [...all].sort((a, b) => b.bytes - a.bytes).slice(0, 5)
  const budget = kilobytes(H5_FIRST_LOAD)
  return {
    title: 'size: first load of the h5 app up to its first station card, bytes transferred',
    columns: ['type', 'of the budget', 'transferred', 'requests'],
    rows: [...kinds, 'total'].map((kind) => {
      const some = all.filter((one) => kind === 'total' || kindOf(one) === kind)
      const sum = some.reduce((total, one) => total + one.bytes, 0)
      return [kind, times(sum / H5_FIRST_LOAD), kilobytes(sum), `${some.length}`]
    }),
    notes: [
      `The budget is ${budget}. Largest: ${largest.map((one) => `${one.url} ${kilobytes(one.bytes)}`).join(', ')}.`,
    ],
    over: bytes > H5_FIRST_LOAD ? [`h5 first load: ${kilobytes(bytes)}, at most ${budget}`] : [],
  }
}
