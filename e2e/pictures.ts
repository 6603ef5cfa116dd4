import { mkdirSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import { MORNING, startCloud } from './cloud'
import { SESSION as FULL, fillSession } from './line'
import { launch } from './weapp/harness/launch'
import { shoot } from './weapp/harness/shoot'

const FOLDER = 'docs/pictures'
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 800 }
const SESSION = 'hp003.story-2611231500'
const PLACE = { place: { from: 'street', spot: { lat: 23.179, lng: 113.5 }, street: '440112012' } }

type Taking = {
  path: string
  file: string
  as?: string
  care?: boolean
  dark?: boolean
  wide?: boolean
  act?: (page: Page) => Promise<void>
}

const label = (page: Page, name: string) =>
  page.locator(`[role][aria-label=${JSON.stringify(name)}]`).filter({ visible: true })
const settled = (page: Page) => page.waitForTimeout(1_200)

const book = async (page: Page) => {
  await label(page, '小宝').click()
  await label(page, '预约 2 位').click()
  await page.locator('.pass-code').waitFor()
}
const scan = async (page: Page) => {
  const figures = await page.evaluate(() => localStorage.getItem('yike.e2e') ?? '')
  await page.getByLabel('凭证上的 8 个数字').fill(figures)
  await label(page, '核对').click()
  await page.locator('.verdict').waitFor()
}

const wait = async (page: Page) => {
  await label(page, '小宝').click()
  await label(page, '排队 2 位').click()
  await page.getByText('前面').or(page.getByText('最前面')).first().waitFor()
}

const TAKINGS: Taking[] = [
  { path: '/pages/nearby/index', file: 'nearby' },
  { path: '/pages/nearby/index', file: 'nearby-care', care: true },
  { path: '/pages/nearby/index', file: 'map-dark', dark: true, act: (page) => label(page, '地图').click() },
  { path: '/pages/station/index?id=hp003', file: 'station' },
  { path: '/pages/agenda/index', file: 'agenda' },
  { path: `/pages/session/index?id=${SESSION}`, file: 'session', as: 'resident' },
  { path: `/pages/session/index?id=${SESSION}`, file: 'pass', as: 'resident', act: book },
  { path: '/pages/mine/index', file: 'mine-care-dark', as: 'resident', care: true, dark: true },
  { path: `/pages/session/index?id=${FULL}`, file: 'line', as: 'resident', act: wait },
  { path: `/manager/pages/line/index?id=${FULL}`, file: 'manager-line', as: 'manager', wide: true },
  { path: '/more/pages/draw/index?id=hp003.kite-2611281530', file: 'draw-dark', as: 'resident', dark: true },
  { path: '/more/pages/inbox/index', file: 'inbox-care', as: 'resident', care: true },
  { path: '/manager/pages/closure/index', file: 'manager-closure', as: 'manager' },
  { path: '/manager/pages/today/index', file: 'manager-desk', as: 'manager', wide: true },
  { path: `/manager/pages/roster/index?id=${SESSION}`, file: 'manager-roster', as: 'manager' },
  { path: `/manager/pages/scan/index?session=${SESSION}`, file: 'manager-scan', as: 'manager', act: scan },
  { path: '/manager/pages/sheet/index?station=hp003', file: 'sheet', as: 'manager' },
  { path: `/manager/pages/wall/index?id=${SESSION}`, file: 'wall', as: 'manager' },
  { path: '/more/pages/card/index?id={booking}', file: 'card', as: 'resident' },
]

const kept = (state: object) => JSON.stringify({ data: JSON.stringify({ state, version: 0 }) })

async function login(at: string, persona: string): Promise<Record<string, string>> {
  const answer = await fetch(`${at}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  const { token, ...me } = await answer.json()
  return { 'yike.token': JSON.stringify({ data: token }), 'yike.me': kept({ me }) }
}

type Booked = { code: string; id: string }

async function take(browser: Browser, at: string, { code, id }: Booked, taking: Taking): Promise<void> {
  const context = await browser.newContext({
    viewport: taking.wide ? DESK : PHONE,
    deviceScaleFactor: taking.wide ? 1 : 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const look = { theme: taking.dark ? 'dark' : 'light', care: taking.care === true }
  const storage = {
    'yike.look': kept(look),
    'yike.place': kept(PLACE),
    'yike.e2e': code,
    ...(taking.as ? await login(at, taking.as) : {}),
  }
  await context.addInitScript((all) => {
    for (const [name, value] of Object.entries(all)) if (!localStorage.getItem(name)) localStorage.setItem(name, value)
  }, storage)
  const page = await context.newPage()
  await page.clock.install({ time: MORNING })
  await page.goto(`${at}/#${taking.path.replace('{booking}', id)}`)
  await settled(page)
  await taking.act?.(page)
  await settled(page)
  await page.screenshot({ path: `${FOLDER}/${taking.file}.png` })
  await context.close()
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const cloud = await startCloud({ h5: true })
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  await fillSession(cloud.at)
  for (const taking of TAKINGS) {
    const [booked] = await cloud.db.query<Booked>(
      'select door_code as code, id from booking where session_id = $1 order by seats desc limit 1',
      [SESSION],
    )
    await take(browser, cloud.at, booked ?? { code: '', id: '' }, taking)
    console.log(taking.file)
  }
  await browser.close()
  const phone = await launch({
    dist: 'dist/weapp',
    cloud: cloud.at,
    path: '/pages/nearby/index',
    now: MORNING,
    location: { latitude: 23.179, longitude: 113.5 },
  })
  await phone.tap('看看我身边')
  await shoot(phone, `${FOLDER}/weapp-nearby.png`)
  phone.close()
  await cloud.stop()
}

main()
