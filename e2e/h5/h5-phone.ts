import { type BrowserContext, expect, type Page } from '@playwright/test'
import { MORNING } from '../cloud'
import { readQr } from '../read-qr'

/** What a page must never do while somebody uses it. */
export const pageFaults: string[] = []

/** Somebody with a phone: pages that went before stay in the DOM, so only the visible one counts. */
export async function openPhone(context: BrowserContext): Promise<H5Phone> {
  const page = await context.newPage()
  await page.clock.install({ time: MORNING })
  page.on('pageerror', (fault) => pageFaults.push(fault.message))
  page.on('console', (message) => {
    // A refusal is told by its status too, which a browser writes down.
    if (message.type() === 'error' && !/net::ERR_INTERNET_DISCONNECTED|status of 409/.test(message.text()))
      pageFaults.push(message.text())
  })
  return new H5Phone(page)
}

export class H5Phone {
  constructor(readonly page: Page) {}

  get screen() {
    return this.page.locator('.taro_page').filter({ visible: true }).last()
  }

  async open(path: string) {
    await this.page.goto(`/#${path}`)
    await expect(this.screen.locator('.screen')).toBeVisible()
  }

  /** What can be touched, by the name a screen reader says. */
  async tap(name: string | RegExp) {
    const exact = typeof name === 'string'
    const touchable = this.screen.locator('[role][aria-label]').filter({ visible: true })
    const target = exact
      ? this.screen.locator(`[role][aria-label=${JSON.stringify(name)}]`).filter({ visible: true })
      : touchable.and(this.screen.getByLabel(name))
    await target.first().click()
  }

  async sees(text: string | RegExp) {
    await expect(this.screen).toContainText(text)
  }

  /** What a camera reads off the pass on the screen. */
  async shown() {
    return readQr((await this.screen.locator('.pass-code img').getAttribute('src')) ?? '')
  }

  async loginAs(name: RegExp) {
    await this.open('/pages/login/index')
    await this.tap(name)
    await this.sees(/您好/)
  }
}
