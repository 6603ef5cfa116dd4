import { type Browser, expect, test } from '@playwright/test'
import { startEmptyCloud } from './empty-cloud'
import { type H5Phone, pageFaults } from './h5-phone'
import { openPasskeyBrowser } from './passkey-browser'

let cloud: Awaited<ReturnType<typeof startEmptyCloud>>
/** By name: browsers let passkeys belong to localhost, and to no bare address. */
let at: string
// Each test starts processes of its own, which takes long on a busy machine.
test.setTimeout(300_000)
test.beforeEach(async () => {
  cloud = await startEmptyCloud()
  at = cloud.at.replace('127.0.0.1', 'localhost')
})
test.afterEach(async () => {
  await cloud?.stop()
  expect(cloud.faults()).toEqual([])
  expect(pageFaults.splice(0)).toEqual([])
})

/** The link that `npm run district` prints. */
const firstLink = (address = at): string => `${address}${cloud.link}`

const openBrowser = (browser: Browser, baseURL = at) => openPasskeyBrowser(browser, { baseURL })

async function logOut(phone: H5Phone) {
  await phone.tap(/^退出登录/)
  await phone.sees('登录后，预约')
  await phone.tap('登录')
}

const typeName = (phone: H5Phone, name: string) => phone.screen.getByLabel('怎么称呼您？', { exact: true }).fill(name)

test('the first officer joins an empty district by a passkey, and logs in with it again', async ({ browser }) => {
  const { phone } = await openBrowser(browser)
  await phone.page.goto(`${at}/`)
  await phone.sees('npm run district')
  await phone.sees('还没有站点')

  await phone.page.goto(firstLink())
  await phone.sees('邀请您登记为')
  await phone.sees('区级管理员')
  await typeName(phone, '何志远')
  await phone.tap('接受，并添加通行密钥')
  await phone.sees('请收好这些恢复码')
  await expect(phone.screen.locator('.recovery-codes')).toHaveText(/([0-9A-Z]{5} ?){32}/)
  await phone.tap('收好了')
  await phone.tap('开放前检查')
  await phone.sees('处要先解决')
  await phone.sees('还没有站点')
  await phone.sees('区级管理员只有一位')
  await phone.sees('每位区级管理员都有自己的登录方式')

  // The front page now says what comes next for them.
  await phone.page.goto('about:blank')
  await phone.page.goto(`${at}/`)
  await phone.sees('导入街镇和站点的表格')

  await phone.open('/resident/pages/settings/index')
  await phone.sees('加入时添加的通行密钥')
  await logOut(phone)
  await phone.tap('用通行密钥登录')
  await phone.sees('您好，何志远')
})

test('passkeys are added, renamed and removed at the desk, and a removed one logs in no more', async ({ browser }) => {
  const { phone } = await openBrowser(browser)
  await phone.page.goto(firstLink())
  await typeName(phone, '何志远')
  await phone.tap('接受，只用恢复码')
  await phone.sees('请收好这些恢复码')
  await phone.tap('收好了')
  await phone.open('/resident/pages/settings/index')
  await phone.tap('添加通行密钥')
  await phone.screen.getByLabel('给它起个名字', { exact: true }).fill('窗口的电脑')
  await phone.screen.locator('.bottom-sheet [aria-label="添加"]').click()
  await phone.sees('窗口的电脑')
  await phone.sees('还没用过')
  await phone.tap(/修改.*窗口的电脑|窗口的电脑.*修改/)
  await phone.screen.getByLabel('给它起个名字', { exact: true }).fill('前台')
  await phone.tap('保存')
  await phone.sees('前台')
  await phone.tap(/前台/)
  await phone.tap('删除这个通行密钥')
  await expect(phone.screen).not.toContainText('前台')
  await logOut(phone)
  await phone.tap('用通行密钥登录')
  await phone.sees('这里没有这个通行密钥')
})

test('where passkeys do not work, recovery codes log in, each once', async ({ browser }) => {
  // A bare address: no passkey can belong to it.
  const { phone } = await openBrowser(browser, cloud.at)
  await phone.page.goto(firstLink(cloud.at))
  await phone.sees('第一次用一刻')
  await expect(phone.screen).not.toContainText('接受，并添加通行密钥')
  await typeName(phone, '何志远')
  await phone.tap('接受，只用恢复码')
  const [code = ''] = (await phone.screen.locator('.recovery-codes').innerText()).split('\n').filter(Boolean)
  await phone.tap('收好了')
  await phone.sees('还没有站点')
  await phone.open('/resident/pages/settings/index')
  await phone.sees('还有 8 个没用过')
  await logOut(phone)
  for (const said of ['您好，何志远', '或者已经用过了']) {
    await expect(phone.screen).not.toContainText('用通行密钥登录')
    await phone.tap('用登录码登录')
    await phone.screen.getByLabel('登录码', { exact: true }).fill(code.toLowerCase())
    await phone.page.keyboard.press('Enter')
    await phone.sees(said)
    if (said.startsWith('您好')) {
      await phone.open('/resident/pages/settings/index')
      await phone.sees('还有 7 个没用过')
      await logOut(phone)
    }
  }
})

test('of two who open the link, the second is told that it is used', async ({ browser }) => {
  const link = firstLink()
  const [one, other] = [await openBrowser(browser), await openBrowser(browser)]
  for (const { phone } of [one, other]) {
    await phone.page.goto(link)
    await typeName(phone, '何志远')
  }
  await one.phone.tap('接受，并添加通行密钥')
  await one.phone.sees('请收好这些恢复码')
  await other.phone.tap('接受，并添加通行密钥')
  await other.phone.sees('已经有人接受了')
})
