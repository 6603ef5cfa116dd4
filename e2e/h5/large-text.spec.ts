import { type Browser, expect, test } from '@playwright/test'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

/** For veterans only; the demo's resident is none. */
const VETERANS = 'hp014.benefit-2611240930'
const PLACE = { place: { from: 'street', spot: { lat: 23.179, lng: 113.5 }, street: '440112012' } }

test.afterEach(() => expect(pageFaults.splice(0)).toEqual([]))
test.setTimeout(240_000)

const persisted = (state: object) => JSON.stringify({ data: JSON.stringify({ state, version: 0 }) })

/** A narrow phone in care mode, whose browser has the largest text. */
async function openLargeText(browser: Browser, name: RegExp): Promise<H5Phone> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  const stored = { 'yike.look': persisted({ theme: 'light', care: true }), 'yike.place': persisted(PLACE) }
  await context.addInitScript((all) => {
    if (location.protocol === 'about:') return
    for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value)
    new MutationObserver(() => document.documentElement?.style.setProperty('font-size', '32px')).observe(document, {
      childList: true,
    })
  }, stored)
  const phone = await openPhone(context)
  await phone.loginAs(name)
  return phone
}

async function visit(phone: H5Phone, path: string) {
  await phone.open(path)
  await phone.page.reload()
  await expect(phone.screen.locator('.screen')).toHaveAttribute('style', /--scale: 1\.6/)
  await expect(phone.screen.locator('.skeleton-bar')).toHaveCount(0)
}

/** Texts and controls that stick out of the screen; what scrolls sideways or is printed may. */
const outside = (phone: H5Phone): Promise<string[]> =>
  phone.screen.locator('.screen').evaluate((screen) =>
    [...screen.querySelectorAll('*')]
      .filter((one) => !one.closest('.chips, .chip-scroll, .photo-strip, .printed, .leaflet-container, style'))
      .filter((one) => one.children.length === 0 && one.getBoundingClientRect().width > 0)
      .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
      .map((one) => one.textContent ?? ''),
  )

/** Texts that are broken after every second or third character, though they have more of them. */
const broken = (phone: H5Phone): Promise<string[]> =>
  phone.screen.locator('.screen').evaluate((screen) => {
    const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) {
      const node = walker.currentNode
      const element = node.parentElement
      if (!element || element.closest('.printed, style')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const boxes = [...range.getClientRects()]
      const lines = new Set(boxes.map(({ top }) => Math.round(top))).size
      const widest = Math.max(0, ...boxes.map(({ width }) => width))
      if (lines > 1 && widest < 3.5 * Number.parseFloat(getComputedStyle(element).fontSize))
        found.push(node.textContent ?? '')
    }
    return found
  })

test('the title of a session keeps the width of its row', async ({ browser }) => {
  const phone = await openLargeText(browser, /^林晓梅/)
  await visit(phone, '/pages/agenda/index')
  const rows = phone.screen.locator('.session-row')
  await expect(rows.first()).toBeVisible()
  const titles = await rows.evaluateAll((all) =>
    all.map((row) => {
      const title = [...row.querySelectorAll('.heading')].at(-1) as Element
      const [box, text] = [title.getBoundingClientRect(), title.textContent ?? '']
      const lines = Math.round(box.height / Number.parseFloat(getComputedStyle(title).lineHeight))
      return { text, lines, inside: box.right <= row.getBoundingClientRect().right }
    }),
  )
  expect(titles.length).toBeGreaterThan(2)
  // At least five characters a line.
  expect(titles.filter(({ text, lines, inside }) => !inside || lines > Math.ceil(text.length / 5))).toEqual([])
})

const PAGES: [name: RegExp, paths: string[]][] = [
  [
    /^林晓梅/,
    ['/resident/pages/settings/index', '/resident/pages/standing/index', `/pages/session/index?id=${VETERANS}`],
  ],
  [/^梁慧/, ['/manager/pages/station/index?station=hp003']],
  [
    /^郑海燕/,
    [
      '/manager/pages/standings/index',
      '/manager/pages/standing-requests/index',
      '/manager/pages/manager-cards/index',
      '/manager/pages/holidays/index',
      '/manager/pages/import/index',
      '/manager/pages/station-requests/index',
    ],
  ],
]
for (const [name, paths] of PAGES) {
  test(`nothing sticks out of a narrow phone or is broken into columns: ${name.source}`, async ({ browser }) => {
    const phone = await openLargeText(browser, name)
    for (const path of paths) {
      await visit(phone, path)
      expect.soft(await outside(phone), path).toEqual([])
      expect.soft(await broken(phone), path).toEqual([])
    }
  })
}

test('a sheet that is full scrolls, and does not squeeze the code of an invitation', async ({ browser }) => {
  const district = await openLargeText(browser, /^郑海燕/)
  await visit(district, '/manager/pages/standings/index')
  await district.tap('邀请一位')
  await district.tap('生成邀请')
  const code = district.screen.locator('.code-shown')
  await expect(code).toBeVisible()
  await expect.poll(async () => ((await code.boundingBox())?.height ?? 0) / 320).toBeGreaterThan(0.6)
})
