import { type Browser, expect, test } from '@playwright/test'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

const NOT_YOURS = '这里现在不归您管'
const STATION = '「全芯共享」党群服务综合体'

/** What is theirs no more is not found, and a browser writes that down. */
test.afterEach(() => expect(pageFaults.splice(0).filter((fault) => !/status of 404/.test(fault))).toEqual([]))

/** Somebody's phone from which a link can be sent on. */
async function openManager(browser: Browser): Promise<H5Phone> {
  const manager = await openPhone(await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] }))
  await manager.loginAs(/^梁慧/)
  await manager.tap('站里的事')
  await manager.tap('工作人员')
  await manager.sees('梁慧（我）')
  return manager
}

/** The link of a new invitation, as it is sent on; its picture is WeChat's. */
async function invited(manager: H5Phone, as?: string): Promise<URL> {
  await manager.tap('请人来')
  if (as) await manager.tap(as)
  await manager.tap('做一张邀请')
  await expect(manager.screen.locator('.code-shown img')).toBeVisible()
  await manager.tap('复制链接')
  await manager.sees('复制好了')
  const link = new URL(await manager.page.evaluate(() => navigator.clipboard.readText()))
  await manager.screen.locator('.bottom-sheet [aria-label="关闭"]').click()
  return link
}

test('a manager invites, somebody comes by the link, logs in, works, is sent away, and is told so', async ({
  browser,
  baseURL,
}) => {
  const manager = await openManager(browser)
  const link = await invited(manager)
  expect([link.origin, link.hash.split('?')[0]]).toEqual([baseURL, '#/resident/pages/my-roles/index'])
  await manager.sees('还没人接受的邀请')

  const elder = await openPhone(await browser.newContext())
  await elder.page.goto(link.href)
  await elder.sees('有人请您来站里做事')
  await elder.tap('登录')
  await elder.tap(/^陈伯安/)
  await elder.sees('梁* 请您来做')
  await elder.sees(`${STATION} · 工作人员`)
  await elder.tap('接受')
  await elder.sees('好了，您现在是')
  await elder.tap('站里的事')
  await elder.sees('扫码')
  await expect(elder.screen).not.toContainText('场次安排')
  await elder.tap(/^共学小间|^科学会议室/)
  await elder.sees(/到了 0 位，共 \d+ 位/)

  // Who comes second is told that somebody was quicker.
  const resident = await openPhone(await browser.newContext())
  await resident.loginAs(/^林晓梅/)
  await resident.page.goto(link.href)
  await resident.sees('已经有人接受了')

  await manager.page.reload()
  await manager.sees('陈伯安')
  await expect(manager.screen).not.toContainText('还没人接受的邀请')
  const row = manager.screen.locator('.line').filter({ hasText: '陈伯安' })
  await row.getByLabel('结束').click()
  await manager.sees('陈伯安不再做工作人员了？')
  await manager.screen.locator('.bottom-sheet [aria-label="结束"]').click()
  await manager.sees('今天结束，梁* 办的')

  // On the page that was open it is told when something is asked for; nowhere does it come back.
  await elder.page.goBack()
  await elder.tap(/^共学小间|^科学会议室/)
  await elder.sees(NOT_YOURS)
  await elder.tap('回到“我的”')
  await elder.sees('您好，陈伯安')
  await expect(elder.screen).not.toContainText('站里的事')
  for (const page of ['today/index', 'scan/index', 'roles/index']) {
    await elder.open(`/manager/pages/${page}`)
    // The page before says the same.
    await expect(elder.screen).toHaveAttribute('id', new RegExp(page))
    await elder.sees(NOT_YOURS)
  }
  // As from a message: not on the way from another page.
  await elder.page.goto('about:blank')
  await elder.page.goto(link.href)
  await elder.sees('已经有人接受了')
})

test('a party member is invited, books what is for members, and lays it down', async ({ browser }) => {
  const manager = await openManager(browser)
  const link = await invited(manager, '党员')

  const elder = await openPhone(await browser.newContext())
  await elder.loginAs(/^陈伯安/)
  await elder.page.goto(link.href)
  await elder.sees('能约给党员的场次')
  await elder.tap('接受')
  await elder.sees('好了，您现在是')
  await elder.open('/resident/pages/settings/index')
  await elder.tap('我的身份')
  await elder.sees('党员')
  await elder.tap('交回')
  await elder.screen.locator('.bottom-sheet [aria-label="交回"]').click()
  await elder.sees('您现在是居民')
})
