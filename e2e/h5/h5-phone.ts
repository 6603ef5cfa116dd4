import { type BrowserContext, expect, type Page } from '@playwright/test'
import { MORNING } from '../cloud'
import { readQr } from '../read-qr'

/** Uncaught exceptions and console errors of every page; tests expect none. */
export const pageFaults: string[] = []

/** Opens a phone with an empty page; its clock starts at `time`, by default MORNING. */
export async function openPhone(context: BrowserContext, time = MORNING): Promise<H5Phone> {
  const page = await context.newPage()
  await page.clock.install({ time })
  page.on('pageerror', (fault) => pageFaults.push(fault.message))
  page.on('console', (message) => {
    // Browsers log every failed status; a 409 is an expected refusal.
    if (message.type() === 'error' && !/net::ERR_INTERNET_DISCONNECTED|status of 409/.test(message.text()))
      pageFaults.push(`${message.text()} ${message.location().url}`)
  })
  return new H5Phone(page)
}

export class H5Phone {
  constructor(readonly page: Page) {}

  /** The visible page; earlier pages stay in the DOM. */
  get screen() {
    return this.page.locator('.taro_page').filter({ visible: true }).last()
  }

  async open(path: string) {
    await this.page.goto(`/#${path}`)
    await expect(this.screen.locator('.screen')).toBeVisible()
  }

  /** Taps an element by its accessible name. */
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

  /** Text of the pass in the QR code on the screen. */
  async passText() {
    return readQr((await this.screen.locator('.pass-code img').getAttribute('src')) ?? '')
  }

  async loginAs(name: RegExp) {
    await this.open('/pages/login/index')
    await this.tap(name)
    await this.sees(/您好/)
  }
}
