import { type BrowserContext, expect, test } from '@playwright/test'
import { openPhone, pageFaults } from './h5-phone'
import { standInOf, WECHAT } from './stand-in-client'

const SESSION = '/pages/session/index?id=hp003.story-2611231500'

test.afterEach(() => expect(pageFaults.splice(0)).toEqual([]))

/** Records the bodies of login requests. */
function recordLogins(context: BrowserContext): string[] {
  const sent: string[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/login')) sent.push(request.postData() ?? '')
  })
  return sent
}

test('in WeChat, login from a shared session asks only for a name and returns to the session', async ({
  browser,
  baseURL,
}) => {
  await standInOf(baseURL)('readAs', 'gh-walk', 'u-walk')
  const context = await browser.newContext({ userAgent: WECHAT })
  const sent = recordLogins(context)
  const reader = await openPhone(context)
  await reader.open(SESSION)
  await reader.tap('登录后预约')
  await reader.tap('微信登录')
  await reader.sees('怎么称呼您？')
  // The code that WeChat appended is removed from the URL, and is not stored.
  expect(reader.page.url()).toBe(`${baseURL}/#/pages/login/index`)
  expect(sent).toHaveLength(1)
  const { official } = JSON.parse(sent[0] as string)
  expect(official).toMatch(/^[0-9a-f]{32}$/)
  const stored = await reader.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(stored).not.toContain(official)
  await reader.screen.getByLabel('怎么称呼您？').fill('许知秋')
  await reader.tap('好了')
  await reader.sees('预约 1 位')
  expect(reader.page.url()).toContain(SESSION)
  await reader.open('/pages/mine/index')
  await reader.sees('您好，许知秋')
  await reader.page.reload()
  await reader.sees('您好，许知秋')
  expect(sent).toHaveLength(1)
})

test('a follower of the official account is the same person as in the mini-program', async ({ browser, baseURL }) => {
  const standIn = standInOf(baseURL)
  const ask = async (path: string, body: object, token = '') =>
    (
      await fetch(baseURL + path, {
        method: path === '/api/login' ? 'POST' : 'PATCH',
        body: JSON.stringify(body),
        headers: { authorization: `Bearer ${token}` },
      })
    ).json()
  const { token, person } = await ask('/api/login', { code: await standIn('loginCode', 'openid-known', 'u-known') })
  await ask(`/api/people/${person.id}`, { name: '何田' }, token)
  await standIn('readAs', 'gh-known', 'u-known', { follows: true })
  const reader = await openPhone(await browser.newContext({ userAgent: WECHAT }))
  await reader.open('/pages/mine/index')
  await reader.tap('登录')
  await reader.tap('微信登录')
  await reader.sees('您好，何田')
})

test('a code without a matching login attempt in this tab is refused', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ userAgent: WECHAT })
  const sent = recordLogins(context)
  const reader = await openPhone(context)
  await standInOf(baseURL)('readAs', 'gh-asked')
  const code = await standInOf(baseURL)('officialCode', 'gh-somebody-else')
  await reader.page.goto(`/in?code=${code}&state=0123456789abcdef`)
  await reader.sees('这次登录不是从这里发起的')
  expect(reader.page.url()).toBe(`${baseURL}/#/pages/login/index`)
  // Also after an attempt in this tab: somebody else's code, with an old state.
  await reader.tap('微信登录')
  await reader.sees('怎么称呼您？')
  await reader.page.goto(`/in?code=${code}&state=0123456789abcdef`)
  await reader.sees('这次登录不是从这里发起的')
  expect(sent).toHaveLength(1)
})

test('an error from WeChat’s OAuth is reported, and the next attempt works', async ({ browser, baseURL }) => {
  const standIn = standInOf(baseURL)
  const reader = await openPhone(await browser.newContext({ userAgent: WECHAT }))
  await standIn('readAs', 'gh-no')
  await standIn('answerNext', 'oauth2', 40029)
  await reader.open('/pages/login/index')
  await reader.tap('微信登录')
  await reader.sees('这次登录没有成功')
  // Browsers log every failed status.
  pageFaults.length = 0
  await reader.tap('微信登录')
  await reader.sees('怎么称呼您？')
})

test('other browsers, and that of 企业微信, do not offer login through WeChat', async ({ browser }) => {
  for (const userAgent of [undefined, `${WECHAT} wxwork/4.1`]) {
    const reader = await openPhone(await browser.newContext({ ...(userAgent ? { userAgent } : {}) }))
    await reader.open('/pages/login/index')
    await reader.sees('林晓梅')
    await expect(reader.screen.getByLabel('微信登录')).toHaveCount(0)
  }
})

test('a browser that forbids storage says so, and sends nobody to WeChat', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ userAgent: WECHAT })
  await context.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', {
      get() {
        throw new DOMException('forbidden', 'SecurityError')
      },
    })
  })
  const reader = await openPhone(context)
  await reader.open('/pages/login/index')
  await reader.tap('微信登录')
  await reader.sees('这个浏览器不让网页保存内容')
  await reader.page.goto(`${baseURL}/in?code=c1&state=0123456789abcdef`)
  await reader.sees('这次登录不是从这里发起的')
})
