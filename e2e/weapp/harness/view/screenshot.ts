import { chromium } from 'playwright'
import type { Phone } from '../phone'

/** Draws the phone's page in headless Chromium and saves the picture; fixed elements are as on the first screen. */
export async function takeScreenshot(
  phone: Phone,
  file: string,
  { dark = false, wholePage = false } = {},
): Promise<void> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      colorScheme: dark ? 'dark' : 'light',
    })
    await page.setContent(phone.html(), { waitUntil: 'load' })
    await page.screenshot({ path: file, fullPage: wholePage })
  } finally {
    await browser.close()
  }
}
