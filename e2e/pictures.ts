import { mkdirSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import { MORNING, startCloud } from './cloud'
import { SESSION as FULL, fillSession } from './waitlist'
import { launch } from './weapp/harness/launch'
import { takeScreenshot } from './weapp/harness/view/screenshot'

const FOLDER = 'docs/pictures'
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 800 }
const SESSION = 'hp003.story-2611231500'
const PLACE = { place: { from: 'street', spot: { lat: 23.179, lng: 113.5 }, street: '440112012' } }

type Picture = {
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
  await page.getByLabel('凭证上的 8 位数字').fill(figures)
  await label(page, '核对').click()
  await page.locator('.scan-result').waitFor()
}

const wait = async (page: Page) => {
  await label(page, '小宝').click()
  await label(page, '排队（2 位）').click()
  await page.getByText('前面').or(page.getByText('最前面')).first().waitFor()
}

const PICTURES: Picture[] = [
  { path: '/pages/nearby/index', file: 'nearby' },
  { path: '/pages/nearby/index', file: 'nearby-care', care: true },
  { path: '/pages/nearby/index', file: 'map-dark', dark: true, act: (page) => label(page, '地图').click() },
  { path: '/pages/station/index?id=hp003', file: 'station' },
  { path: '/pages/agenda/index', file: 'agenda' },
  { path: `/pages/session/index?id=${SESSION}`, file: 'session', as: 'resident' },
  { path: `/pages/session/index?id=${SESSION}`, file: 'pass', as: 'resident', act: book },
  { path: '/pages/mine/index', file: 'mine-care-dark', as: 'resident', care: true, dark: true },
  { path: `/pages/session/index?id=${FULL}`, file: 'line', as: 'resident', act: wait },
  { path: `/manager/pages/waitlist/index?id=${FULL}`, file: 'manager-line', as: 'manager', wide: true },
  { path: '/resident/pages/draw/index?id=hp003.kite-2611281530', file: 'draw-dark', as: 'resident', dark: true },
  { path: '/resident/pages/inbox/index', file: 'inbox-care', as: 'resident', care: true },
  { path: '/manager/pages/closing-day/index', file: 'manager-closure', as: 'manager' },
  { path: '/manager/pages/today/index', file: 'manager-desk', as: 'manager', wide: true },
  { path: `/manager/pages/roster/index?id=${SESSION}`, file: 'manager-roster', as: 'manager' },
  { path: `/manager/pages/scan/index?session=${SESSION}`, file: 'manager-scan', as: 'manager', act: scan },
  { path: '/manager/pages/day-report/index?station=hp003', file: 'sheet', as: 'manager' },
  { path: `/manager/pages/check-in-code/index?id=${SESSION}`, file: 'wall', as: 'manager' },
  { path: '/resident/pages/card/index?id={booking}', file: 'card', as: 'resident' },
]

const persisted = (state: object) => JSON.stringify({ data: JSON.stringify({ state, version: 0 }) })

async function login(at: string, persona: string): Promise<Record<string, string>> {
  const answer = await fetch(`${at}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  })
  const { token, ...me } = await answer.json()
  return { 'yike.token': JSON.stringify({ data: token }), 'yike.me': persisted({ me }) }
}

type Booked = { code: string; id: string }

async function takePicture(browser: Browser, at: string, { code, id }: Booked, picture: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: picture.wide ? DESK : PHONE,
    deviceScaleFactor: picture.wide ? 1 : 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const look = { theme: picture.dark ? 'dark' : 'light', care: picture.care === true }
  const storage = {
    'yike.look': persisted(look),
    'yike.place': persisted(PLACE),
    'yike.e2e': code,
    ...(picture.as ? await login(at, picture.as) : {}),
  }
  await context.addInitScript((all) => {
    for (const [name, value] of Object.entries(all)) if (!localStorage.getItem(name)) localStorage.setItem(name, value)
  }, storage)
  const page = await context.newPage()
  await page.clock.install({ time: MORNING })
  await page.goto(`${at}/#${picture.path.replace('{booking}', id)}`)
  await settled(page)
  await picture.act?.(page)
  await settled(page)
  await page.screenshot({ path: `${FOLDER}/${picture.file}.png` })
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
  for (const picture of PICTURES) {
    const [booked] = await cloud.db.query<Booked>(
      'select door_code as code, id from booking where session_id = $1 order by seats desc limit 1',
      [SESSION],
    )
    await takePicture(browser, cloud.at, booked ?? { code: '', id: '' }, picture)
    console.log(picture.file)
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
  await takeScreenshot(phone, `${FOLDER}/weapp-nearby.png`)
  phone.close()
  await cloud.stop()
}

main()
