import { expect, test } from '@playwright/test'
import { openPhone, pageFaults } from './h5-phone'

const SAID = '现在没有网络。连上网再打开一次，就能看到。'

// A booking that is not there is an expected 404, which browsers log.
test.afterEach(() => expect(pageFaults.splice(0).filter((fault) => !/status of 404/.test(fault))).toEqual([]))

for (const [path, afterwards] of [
  // A message leads here; without a network nobody knows whether there is such a booking.
  ['/pages/booking/index?id=00000000-0000-4000-8000-000000000999', '没有找到这个预约'],
  ['/resident/pages/standing/index', '怎样登记'],
] as const) {
  test(`a page opened from outside without a network says so, and is there by the button: ${path}`, async ({
    browser,
  }) => {
    const phone = await openPhone(await browser.newContext())
    await phone.loginAs(/^林晓梅/)
    await phone.open(path)
    await phone.page.route(/\/api\//, (route) => route.abort('internetdisconnected'))
    await phone.page.reload()
    await phone.sees(SAID)
    await expect(phone.screen).not.toContainText('没有找到')
    await phone.page.unroute(/\/api\//)
    await phone.tap('再试一次')
    await phone.sees(afterwards)
    await expect(phone.screen).not.toContainText(SAID)
  })
}
