import { type Browser, expect, test } from '@playwright/test'
import { bookGuest, type Guest } from '../door'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

/** Time by the cloud's clock. The phones' clocks are slightly behind it here, and the app corrects for that. */
const cloudNow = async (at: string) => Number((await fetch(`${at}/healthz`)).headers.get('x-now'))

async function openScanPage(browser: Browser, session: string): Promise<H5Phone> {
  const manager = await openPhone(await browser.newContext())
  await manager.loginAs(/^梁慧/)
  await manager.open(`/manager/pages/scan/index?session=${session}`)
  await manager.sees(/\d\d:\d\d 的名单已保存到这台手机/)
  return manager
}

/** Enters what the camera would read; the camera has its own test. */
async function scan(manager: H5Phone, text: string) {
  await manager.screen.getByLabel('凭证上的 8 位数字').fill(text)
  await manager.tap('核对')
}

for (const [order, session] of [
  [['first', 'second'], 'hp003.story-2611231900'],
  [['second', 'first'], 'hp001.room-2611232100'],
] as const) {
  test(`two offline phones scan the same pass; synced ${order[0]} first, both show one roster`, async ({
    browser,
    baseURL,
  }) => {
    const at = baseURL as string
    const attending = await bookGuest(at, 'elder', session)
    const cancelling = await bookGuest(at, 'enterprise', session)
    const phones = { first: await openScanPage(browser, session), second: await openScanPage(browser, session) }
    const shown = async ({ shownAt }: Guest) => shownAt(await cloudNow(at))
    const passes = { attending: await shown(attending), cancelling: await shown(cancelling) }
    for (const phone of Object.values(phones)) await phone.page.context().setOffline(true)
    await cancelling.cancel()

    await scan(phones.first, passes.attending)
    await phones.first.sees('陈*安 · 1 位 · 请进')
    await phones.first.sees('这台手机核对过，还没有传上去')
    await phones.second.page.waitForTimeout(1_000)
    await scan(phones.second, passes.attending)
    await phones.second.sees('陈*安 · 1 位 · 请进')
    await scan(phones.second, passes.cancelling)
    await phones.second.sees('何*远 · 1 位 · 请进')
    await phones.second.sees('还有 2 条没有传上去')

    for (const name of order) {
      await phones[name].page.context().setOffline(false)
      await expect(phones[name].screen).not.toContainText('没有传上去')
    }
    // Every half a minute both sync again; on a busy machine the answer to one sync can come after the next.
    await expect(async () => {
      for (const phone of Object.values(phones)) await phone.page.clock.runFor(31_000)
      await phones.first.sees('另一台手机也扫过，只算一次')
      await phones.second.sees(/重复：\d\d:\d\d 已经扫过，只算一次/)
      await phones.second.sees('请核对：这个预约已经取消了')
    }).toPass()

    const rosters: string[] = []
    for (const phone of Object.values(phones)) {
      await phone.open(`/manager/pages/roster/index?id=${session}`)
      await phone.sees('扫过 2 次')
      await phone.sees('已放行，待核对')
      rosters.push(await phone.screen.innerText())
    }
    expect(rosters[0]).toBe(rosters[1])
    expect(pageFaults).toEqual([])
  })
}

test('offline, forged, stale and cancelled passes are refused, a card is accepted, a scan is undone', async ({
  browser,
  baseURL,
}) => {
  const at = baseURL as string
  const session = 'hp001.room-2611232200'
  const elder = await bookGuest(at, 'elder', session)
  const other = await bookGuest(at, 'enterprise', session)
  const [card, cancelledCard] = [await elder.card(), await other.card()]
  await other.cancel()
  const phone = await openScanPage(browser, session)
  await phone.page.context().setOffline(true)
  const screenshot = elder.shownAt(await cloudNow(at))
  await scan(
    phone,
    screenshot.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  )
  await phone.sees('这不是一刻的凭证')
  await scan(phone, cancelledCard)
  await phone.sees('这个预约已经取消了')
  await phone.page.clock.fastForward(91_000)
  await scan(phone, screenshot)
  await phone.sees('这张凭证已过期，可能是截图')

  await scan(phone, card)
  await phone.sees('陈*安 · 1 位 · 请进')
  await phone.sees('这是纸卡')
  await phone.tap(/^撤回/)
  await phone.sees('已撤回，没有计入')
  await scan(phone, card)
  await phone.sees('陈*安 · 1 位 · 请进')
  // The page is reloaded before the scans are sent; none is lost.
  await phone.page.context().setOffline(false)
  await phone.page.reload()
  await expect(phone.screen).toContainText('这台手机扫过的')
  await expect(phone.screen).not.toContainText('没有传上去')
  await phone.open(`/manager/pages/roster/index?id=${session}`)
  await phone.sees(/纸卡 \d\d:\d\d/)
  expect(pageFaults).toEqual([])
})
