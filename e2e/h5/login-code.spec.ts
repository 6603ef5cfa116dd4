import { writeFileSync } from 'node:fs'
import { type Browser, expect, test } from '@playwright/test'
import { readQr } from '../read-qr'
import { cameraVideo, launchWithCamera } from './fake-camera'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

const FIELD = '登录码'

// Browsers log every failed status, and these tests provoke refusals.
test.afterEach(() => {
  pageFaults.length = 0
})

async function showCode(browser: Browser, name: RegExp): Promise<{ phone: H5Phone; code: string; picture: string }> {
  const phone = await openPhone(await browser.newContext())
  await phone.loginAs(name)
  await phone.tap('设置')
  await phone.tap('登录电脑版')
  const code = await phone.screen.locator('.login-code-letters').innerText()
  const picture = readQr((await phone.screen.locator('.login-code-qr img').getAttribute('src')) ?? '')
  return { phone, code, picture }
}

/** Opens the form for the code on a computer. */
async function openComputer(browser: Browser): Promise<H5Phone> {
  const computer = await openPhone(await browser.newContext({ viewport: { width: 1200, height: 800 } }))
  await computer.open('/pages/mine/index')
  await computer.tap('登录')
  await computer.tap('用登录码登录')
  return computer
}
async function type(computer: H5Phone, code: string) {
  await computer.screen.getByLabel(FIELD, { exact: true }).fill(code)
  await computer.page.keyboard.press('Enter')
}

test('a typed code logs its owner in at a computer, works once, and the phone can end that login', async ({
  browser,
}) => {
  const { phone, code, picture } = await showCode(browser, /^梁慧/)
  expect(picture).toBe(code.replace(' ', ''))
  const computer = await openComputer(browser)
  // Typed in lower case, without the space, and with O for 0.
  await type(computer, code.toLowerCase().replace(' ', '').replaceAll('0', 'o'))
  await computer.sees('您好，梁慧')
  await computer.sees('站点管理')
  await phone.sees('电脑登录好了')
  expect(pageFaults).toEqual([])

  const second = await openComputer(browser)
  await type(second, code)
  await second.sees('已经用过一次了')
  await phone.tap('不是我，退出该登录')
  await phone.sees('已经退出了')
  await computer.page.reload()
  await computer.sees('登录')
  await expect(computer.screen).not.toContainText('您好')
})

test('the computer’s camera reads the login code from the phone', async ({ browser, baseURL }, info) => {
  const { phone, picture } = await showCode(browser, /^陈伯安/)
  const video = info.outputPath('code.y4m')
  writeFileSync(video, cameraVideo(picture))
  const browserWithCamera = await launchWithCamera(video)
  const context = await browserWithCamera.newContext({ baseURL, locale: 'zh-CN', permissions: ['camera'] })
  const computer = await openPhone(context)
  await computer.open('/resident/pages/computer-login/index')
  await computer.tap('用摄像头扫登录码')
  await computer.sees('您好，陈伯安')
  await phone.sees('电脑登录好了')
  await phone.tap('是我')
  await phone.sees('电脑（登录码）')
  await browserWithCamera.close()
  expect(pageFaults).toEqual([])
})

test('a malformed code, an unknown code and a missing camera are each reported', async ({ browser }) => {
  const computer = await openComputer(browser)
  await type(computer, 'ABCDE 1234')
  await computer.sees('多了或少了')
  await type(computer, 'ABCDE 12345')
  await computer.sees('没有这个登录码')
  await computer.tap('用摄像头扫登录码')
  await computer.sees('没有摄像头')
  await expect(computer.screen.getByLabel(FIELD, { exact: true })).toHaveValue('ABCDE 12345')

  const { code } = await showCode(browser, /^周建明/)
  await type(computer, code)
  await computer.sees('您好，周建明')
})

test('a computer that was logged in by a code cannot show a login code', async ({ browser }) => {
  const { code } = await showCode(browser, /^何志远/)
  const computer = await openComputer(browser)
  await type(computer, code)
  await computer.sees('您好，何志远')
  await computer.open('/resident/pages/login-code/index')
  await computer.sees('请在手机上打开一刻')
})

test('settings in a browser do not ask for a phone number, since only WeChat’s button can', async ({ browser }) => {
  const reader = await openPhone(await browser.newContext())
  await reader.loginAs(/^陈伯安/)
  await reader.open('/resident/pages/settings/index')
  await reader.sees('退出登录')
  await expect(reader.screen).not.toContainText('手机号')
  expect(pageFaults).toEqual([])
})
