import { writeFileSync } from 'node:fs'
import { type Browser, expect, test } from '@playwright/test'
import { readQr } from '../read-qr'
import { cameraFilm, launchWithCamera } from './fake-camera'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

const FIELD = '手机上的码'

// The browser itself tells of every answer that is no success.
test.afterEach(() => {
  pageFaults.length = 0
})

async function showCode(browser: Browser, name: RegExp): Promise<{ phone: H5Phone; code: string; picture: string }> {
  const phone = await openPhone(await browser.newContext())
  await phone.loginAs(name)
  await phone.tap('设置')
  await phone.tap('在电脑上登录')
  const code = await phone.screen.locator('.login-code-letters').innerText()
  const picture = readQr((await phone.screen.locator('.login-code-qr img').getAttribute('src')) ?? '')
  return { phone, code, picture }
}

/** As far as where the code is asked for. */
async function openDesk(browser: Browser): Promise<H5Phone> {
  const desk = await openPhone(await browser.newContext({ viewport: { width: 1200, height: 800 } }))
  await desk.open('/pages/mine/index')
  await desk.tap('登录')
  await desk.tap('用手机上的码登录')
  return desk
}
async function type(desk: H5Phone, code: string) {
  await desk.screen.getByLabel(FIELD, { exact: true }).fill(code)
  await desk.page.keyboard.press('Enter')
}

test('typed at a computer: in as whose phone it is; the phone tells, and ends it', async ({ browser }) => {
  const { phone, code, picture } = await showCode(browser, /^梁慧/)
  expect(picture).toBe(code.replace(' ', ''))
  const desk = await openDesk(browser)
  // As one types it who looks at the letters and not at the spaces.
  await type(desk, code.toLowerCase().replace(' ', '').replaceAll('0', 'o'))
  await desk.sees('您好，梁慧')
  await desk.sees('站里的事')
  await phone.sees('电脑登录好了')
  expect(pageFaults).toEqual([])

  const second = await openDesk(browser)
  await type(second, code)
  await second.sees('已经用过一次了')
  await phone.tap('不是我，让它退出')
  await phone.sees('已经退出了')
  await desk.page.reload()
  await desk.sees('登录')
  await expect(desk.screen).not.toContainText('您好')
})

test('held before the computer’s camera', async ({ browser, baseURL }, info) => {
  const { phone, picture } = await showCode(browser, /^陈伯安/)
  const film = info.outputPath('code.y4m')
  writeFileSync(film, cameraFilm(picture))
  const seeing = await launchWithCamera(film)
  const context = await seeing.newContext({ baseURL, locale: 'zh-CN', permissions: ['camera'] })
  const desk = await openPhone(context)
  await desk.open('/resident/pages/computer-login/index')
  await desk.tap('用摄像头看手机上的码')
  await desk.sees('您好，陈伯安')
  await phone.sees('电脑登录好了')
  await phone.tap('是我')
  await phone.sees('电脑，用手机上的码登录的')
  await seeing.close()
  expect(pageFaults).toEqual([])
})

test('what cannot be a code, what is none, and a computer without a camera: each is said', async ({ browser }) => {
  const desk = await openDesk(browser)
  await type(desk, 'ABCDE 1234')
  await desk.sees('多了或少了')
  await type(desk, 'ABCDE 12345')
  await desk.sees('没有这个码')
  await desk.tap('用摄像头看手机上的码')
  await desk.sees('没有摄像头')
  await expect(desk.screen.getByLabel(FIELD, { exact: true })).toHaveValue('ABCDE 12345')

  const { code } = await showCode(browser, /^周建明/)
  await type(desk, code)
  await desk.sees('您好，周建明')
})

test('a computer that came in by a code shows none itself', async ({ browser }) => {
  const { code } = await showCode(browser, /^何志远/)
  const desk = await openDesk(browser)
  await type(desk, code)
  await desk.sees('您好，何志远')
  await desk.open('/resident/pages/login-code/index')
  await desk.sees('请在手机上打开一刻')
})

test('settings in a browser ask for no telephone number: only WeChat’s own button can', async ({ browser }) => {
  const reader = await openPhone(await browser.newContext())
  await reader.loginAs(/^陈伯安/)
  await reader.open('/resident/pages/settings/index')
  await reader.sees('退出登录')
  await expect(reader.screen).not.toContainText('手机号')
  expect(pageFaults).toEqual([])
})
