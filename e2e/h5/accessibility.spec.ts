import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from '@playwright/test'
import { type H5Phone, openPhone } from './h5-phone'

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')
const SESSION = 'hp003.story-2611241000'
/** A session whose seats are allocated by a draw. */
const DRAWN = 'hp003.kite-2611281530'
const PAGES = [
  '/pages/nearby/index',
  '/pages/agenda/index',
  '/pages/mine/index',
  '/pages/station/index?id=hp003',
  '/pages/station/index?id=hp998',
  `/pages/session/index?id=${SESSION}`,
  `/pages/session/index?id=${DRAWN}`,
  `/resident/pages/draw/index?id=${DRAWN}`,
  '/resident/pages/inbox/index',
  '/resident/pages/strikes/index',
  '/resident/pages/household/index',
  '/resident/pages/settings/index',
  '/resident/pages/privacy/index',
  '/resident/pages/check-in/index',
  '/resident/pages/check-in/index?code=YW1%3AGGW',
  '/resident/pages/login-code/index',
  '/resident/pages/computer-login/index',
  '/resident/pages/my-roles/index',
  '/resident/pages/first-day/index',
  '/resident/pages/standing/index',
  `/resident/pages/my-roles/index?code=${'A'.repeat(30)}`,
  '/pages/login/index',
]
const MANAGERS = [
  '/manager/pages/today/index',
  `/manager/pages/roster/index?id=${SESSION}`,
  `/manager/pages/proxy-booking/index?id=${SESSION}`,
  '/resident/pages/ward/index?id=00000000-0000-4000-8000-000000000051',
  '/manager/pages/scan/index',
  '/manager/pages/check-in-code/index?id=hp001.room-2611231100',
  '/manager/pages/poster/index?station=hp003',
  `/manager/pages/poster/index?id=${SESSION}`,
  `/manager/pages/waitlist/index?id=${SESSION}`,
  '/manager/pages/offerings/index',
  '/manager/pages/offering/index?station=hp003&id=hp003-story',
  '/manager/pages/closing-day/index',
  '/manager/pages/appeals/index',
  '/manager/pages/day-report/index?station=hp003',
  '/manager/pages/roles/index',
  '/manager/pages/station/index?station=hp003',
  '/resident/pages/my-roles/index',
]
const DISTRICT = [
  '/manager/pages/import/index',
  '/manager/pages/holidays/index',
  '/manager/pages/station-requests/index',
  '/manager/pages/standings/index',
  '/manager/pages/standing-requests/index',
  '/manager/pages/manager-cards/index',
  '/manager/pages/checklist/index',
]

type Look = { care: boolean; dark: boolean }
const LOOKS: Look[] = [
  { care: false, dark: false },
  { care: true, dark: false },
  { care: false, dark: true },
  { care: true, dark: true },
]

async function storeState(person: H5Phone, key: string, state: object) {
  const value = JSON.stringify({ data: JSON.stringify({ state, version: 0 }) })
  await person.page.evaluate(([name, text]) => localStorage.setItem(name as string, text as string), [key, value])
}

type Finding = { id: string; nodes: { target: unknown; failureSummary?: string }[] }

async function findings(person: H5Phone): Promise<string[]> {
  await person.page.evaluate(axe)
  const found = await person.page.evaluate(async () => {
    const runner = (
      window as unknown as { axe: { run: (where: Element, how: object) => Promise<{ violations: Finding[] }> } }
    ).axe
    const pages = [...document.querySelectorAll('.taro_page')].filter(
      (one) => (one as HTMLElement).offsetParent !== null,
    )
    const { violations } = await runner.run(pages.at(-1) ?? document.body, {
      // Names, contrast and roles are checked. An app's page has no landmarks of a web page, and the accessible name of
      // a card has its texts in spoken order, which is not their order on screen.
      rules: {
        'label-content-name-mismatch': { enabled: false },
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
        'landmark-one-main': { enabled: false },
      },
    })
    return violations
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target} ${failureSummary?.replaceAll('\n', ' ').slice(0, 200)}`,
    ),
  )
}

/** Touch targets smaller than `least` (dp). */
const smallTargets = (person: H5Phone, least: number): Promise<string[]> =>
  person.screen.locator('[role=button],[role=tab],[role=radio],[role=checkbox]').evaluateAll(
    (all, size) =>
      all
        .map((one) => ({ box: one.getBoundingClientRect(), name: one.getAttribute('aria-label') ?? '' }))
        .filter(({ box }) => box.width > 0 && (box.height < size - 0.5 || box.width < size - 0.5))
        .map(({ box, name }) => `${name}: ${box.width}×${box.height}`),
    least,
  )

/** Texts with a font size below `least` (dp). */
const smallTexts = (person: H5Phone, least: number): Promise<string[]> =>
  person.screen.locator('.screen').evaluate((screen, size) => {
    const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement
      const text = walker.currentNode.textContent?.trim()
      // The preview of a printed page is scaled to the screen; it is read on paper.
      if (!element || !text || element.closest('style, .printed')) continue
      if (Number.parseFloat(getComputedStyle(element).fontSize) < size - 0.1) found.push(text)
    }
    return found
  }, least)

for (const look of LOOKS) {
  const name = `${look.care ? '关怀' : '标准'}, ${look.dark ? 'dark' : 'light'}`
  test(`every page has accessible names, contrast, touch targets and text sizes: ${name}`, async ({ browser }) => {
    test.setTimeout(180_000)
    const person = await openPhone(await browser.newContext())
    await person.loginAs(/^林晓梅/)
    await storeState(person, 'yike.look', { theme: look.dark ? 'dark' : 'light', care: look.care })
    await storeState(person, 'yike.place', {
      place: { from: 'street', spot: { lat: 23.179, lng: 113.5 }, street: '440112012' },
    })
    const visit = async (path: string) => {
      await person.open(path)
      await person.page.reload()
      await expect(person.screen.locator('.skeleton-bar')).toHaveCount(0)
      expect.soft(await findings(person), path).toEqual([])
      expect.soft(await smallTargets(person, look.care ? 60 : 44), path).toEqual([])
      if (look.care) expect.soft(await smallTexts(person, 18), path).toEqual([])
    }
    for (const path of PAGES) await visit(path)
    await person.loginAs(/^梁慧/)
    for (const path of MANAGERS) await visit(path)
    await person.loginAs(/^郑海燕/)
    for (const path of DISTRICT) await visit(path)
  })
}
