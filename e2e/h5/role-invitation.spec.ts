import { type Browser, expect, test } from '@playwright/test'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

const NO_ACCESS = '您现在没有这里的管理权限'
const STATION = '「全芯共享」党群服务综合体'

/** Browsers log the 404 of a request after its role has ended. */
test.afterEach(() => expect(pageFaults.splice(0).filter((fault) => !/status of 404/.test(fault))).toEqual([]))

/** Opens the roles page of a manager, with access to the clipboard. */
async function openManager(browser: Browser): Promise<H5Phone> {
  const manager = await openPhone(await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] }))
  await manager.loginAs(/^梁慧/)
  await manager.tap('站点管理')
  await manager.tap('工作人员')
  await manager.sees('梁慧（我）')
  return manager
}

/** Makes an invitation and copies its link; the code shown with it is WeChat's. */
async function invite(manager: H5Phone, as?: string): Promise<URL> {
  await manager.tap('邀请')
  if (as) await manager.tap(as)
  await manager.tap('生成邀请')
  await expect(manager.screen.locator('.code-shown img')).toBeVisible()
  await manager.tap('复制链接')
  await manager.sees('复制好了')
  const link = new URL(await manager.page.evaluate(() => navigator.clipboard.readText()))
  await manager.screen.locator('.bottom-sheet [aria-label="关闭"]').click()
  return link
}

test('an invitation link gives a role once; when the manager ends it, staff pages refuse access', async ({
  browser,
  baseURL,
}) => {
  const manager = await openManager(browser)
  const link = await invite(manager)
  expect([link.origin, link.hash.split('?')[0]]).toEqual([baseURL, '#/resident/pages/my-roles/index'])
  await manager.sees('还没人接受的邀请')

  const elder = await openPhone(await browser.newContext())
  await elder.page.goto(link.href)
  await elder.sees('第一次用一刻')
  await elder.tap('登录')
  await elder.tap(/^陈伯安/)
  await elder.sees('梁* 邀请您登记为')
  await elder.sees(`${STATION} · 工作人员`)
  await elder.tap('接受')
  await elder.sees('已登记为')
  await elder.tap('站点管理')
  await elder.sees('扫码')
  await expect(elder.screen).not.toContainText('场次安排')
  await elder.tap(/^共学小间|^科学会议室/)
  await elder.sees(/到场 0 位，共 \d+ 位/)

  // The second person is told that the invitation is used.
  const resident = await openPhone(await browser.newContext())
  await resident.loginAs(/^林晓梅/)
  await resident.page.goto(link.href)
  await resident.sees('已经有人接受了')

  await manager.page.reload()
  await manager.sees('陈伯安')
  await expect(manager.screen).not.toContainText('还没人接受的邀请')
  const row = manager.screen.locator('.line').filter({ hasText: '陈伯安' })
  await row.getByLabel('取消登记').click()
  await manager.sees('取消陈伯安的工作人员登记？')
  await manager.screen.locator('.bottom-sheet [aria-label="取消登记"]').click()
  await manager.sees('今天结束，梁* 办理')

  // The open page reports it at its next request, and no staff page opens any more.
  await elder.page.goBack()
  await elder.tap(/^共学小间|^科学会议室/)
  await elder.sees(NO_ACCESS)
  await elder.tap('回到“我的”')
  await elder.sees('您好，陈伯安')
  await expect(elder.screen).not.toContainText('站点管理')
  for (const page of ['today/index', 'scan/index', 'roles/index']) {
    await elder.open(`/manager/pages/${page}`)
    // The previous page shows the same text, so wait for this one.
    await expect(elder.screen).toHaveAttribute('id', new RegExp(page))
    await elder.sees(NO_ACCESS)
  }
  // Opened directly, as from a chat message, and not from another page of the app.
  await elder.page.goto('about:blank')
  await elder.page.goto(link.href)
  await elder.sees('已经有人接受了')
})

test('a party member accepts an invitation, and resigns from the role', async ({ browser }) => {
  const manager = await openManager(browser)
  const link = await invite(manager, '报到党员')

  const elder = await openPhone(await browser.newContext())
  await elder.loginAs(/^陈伯安/)
  await elder.page.goto(link.href)
  await elder.sees('可以预约面向党员的场次')
  await elder.tap('接受')
  await elder.sees('已登记为')
  await elder.open('/resident/pages/settings/index')
  await elder.tap('我的登记')
  await elder.sees('报到党员')
  await elder.tap(/^取消登记/)
  await elder.screen.locator('.bottom-sheet [aria-label="取消登记"]').click()
  await elder.sees('您现在没有工作或党员报到的登记')
})
