import { type Browser, expect, test } from '@playwright/test'
import { bookGuest, type Guest } from '../door'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

/** The cloud's own time: the phones' clocks are a little behind it here, and they know. */
const cloudNow = async (at: string) => Number((await fetch(`${at}/healthz`)).headers.get('x-now'))

async function openDoor(browser: Browser, session: string): Promise<H5Phone> {
  const manager = await openPhone(await browser.newContext())
  await manager.loginAs(/^梁慧/)
  await manager.open(`/manager/pages/scan/index?session=${session}`)
  await manager.sees(/名单 \d\d:\d\d 存到了这台手机/)
  return manager
}

/** The camera has its own test; what it would read is put in by hand here. */
async function scan(manager: H5Phone, text: string) {
  await manager.screen.getByLabel('凭证上的 8 个数字').fill(text)
  await manager.tap('核对')
}

for (const [order, session] of [
  [['first', 'second'], 'hp003.story-2611231900'],
  [['second', 'first'], 'hp001.room-2611232100'],
] as const) {
  test(`two managers without signal, the ${order[0]} comes back first: one truth on both`, async ({
    browser,
    baseURL,
  }) => {
    const at = baseURL as string
    const stays = await bookGuest(at, 'elder', session)
    const goes = await bookGuest(at, 'enterprise', session)
    const doors = { first: await openDoor(browser, session), second: await openDoor(browser, session) }
    const shown = async ({ shownAt }: Guest) => shownAt(await cloudNow(at))
    const passes = { stays: await shown(stays), goes: await shown(goes) }
    for (const door of Object.values(doors)) await door.page.context().setOffline(true)
    await goes.cancel()

    await scan(doors.first, passes.stays)
    await doors.first.sees('陈*安 · 1 位 · 请进')
    await doors.first.sees('这台手机核对过，还没有传上去')
    await doors.second.page.waitForTimeout(1_000)
    await scan(doors.second, passes.stays)
    await doors.second.sees('陈*安 · 1 位 · 请进')
    await scan(doors.second, passes.goes)
    await doors.second.sees('何*远 · 1 位 · 请进')
    await doors.second.sees('还有 2 条没有传上去')

    for (const name of order) {
      await doors[name].page.context().setOffline(false)
      await expect(doors[name].screen).not.toContainText('没有传上去')
    }
    // Half a minute later each has looked again.
    for (const door of Object.values(doors)) await door.page.clock.runFor(31_000)
    await doors.first.sees('另一台手机也扫过，只算一次')
    await doors.second.sees(/重复：\d\d:\d\d 已经扫过，只算一次/)
    await doors.second.sees('请核对：这个预约已经取消了')

    const rosters: string[] = []
    for (const door of Object.values(doors)) {
      await door.open(`/manager/pages/roster/index?id=${session}`)
      await door.sees('扫过 2 次')
      await door.sees('放进来了，但要核对')
      rosters.push(await door.screen.innerText())
    }
    expect(rosters[0]).toBe(rosters[1])
    expect(pageFaults).toEqual([])
  })
}

test('a screenshot is refused, a card is accepted beside the roster alone, a mistake is taken back', async ({
  browser,
  baseURL,
}) => {
  const at = baseURL as string
  const session = 'hp001.room-2611232200'
  const elder = await bookGuest(at, 'elder', session)
  const other = await bookGuest(at, 'enterprise', session)
  const [card, gone] = [await elder.card(), await other.card()]
  await other.cancel()
  const door = await openDoor(browser, session)
  await door.page.context().setOffline(true)
  const picture = elder.shownAt(await cloudNow(at))
  await scan(
    door,
    picture.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  )
  await door.sees('这张码不是一刻发的')
  await scan(door, gone)
  await door.sees('这个预约已经取消了')
  await door.page.clock.fastForward(91_000)
  await scan(door, picture)
  await door.sees('这张码过时了，可能是截图')

  await scan(door, card)
  await door.sees('陈*安 · 1 位 · 请进')
  await door.sees('这是纸卡')
  await door.tap(/^撤回/)
  await door.sees('撤回了，没有算')
  await scan(door, card)
  await door.sees('陈*安 · 1 位 · 请进')
  // The page is closed before there is signal again; nothing is lost.
  await door.page.context().setOffline(false)
  await door.page.reload()
  await expect(door.screen).toContainText('这台手机扫过的')
  await expect(door.screen).not.toContainText('没有传上去')
  await door.open(`/manager/pages/roster/index?id=${session}`)
  await door.sees(/纸卡 \d\d:\d\d/)
  expect(pageFaults).toEqual([])
})
