import { type Browser, expect, test } from '@playwright/test'
import samples from '../../core/base/picture/sample-pictures.json'
import { startNewDistrict, TITLE } from '../new-district'
import { MISTAKES, rightBook, wrongBook } from '../new-district-books'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'
import { openPasskeyBrowser } from './passkey-browser'
import { WECHAT } from './stand-in-client'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const [OPENID, UNIONID, NUMBER] = ['openid-veteran', 'unionid-veteran', '13812345678']
/** The pack of stations is served for a minute before it is read again. */
const PACK_MS = 70_000

let district: Awaited<ReturnType<typeof startNewDistrict>>
// A database, processes, planning and the minute for which a pack is served: minutes on a busy machine.
test.setTimeout(600_000)
// Without it a missing button is told only at the end.
test.use({ actionTimeout: 60_000 })
test.beforeAll(async () => {
  district = await startNewDistrict()
})
test.afterAll(async () => {
  await district?.stop()
  expect(district.faults()).toEqual([])
})

const openDesk = async (browser: Browser): Promise<H5Phone> => {
  const viewport = { width: 1280, height: 900 }
  return (await openPasskeyBrowser(browser, { baseURL: district.at, viewport, time: Date.now() })).phone
}

/** Opens the first page of the app anew, so that it reads the cloud again. */
async function openAnew(phone: H5Phone, path: string) {
  const { origin } = new URL(phone.page.url())
  await phone.page.goto('about:blank')
  await phone.page.goto(`${origin}/#${path}`)
}

async function join(phone: H5Phone, link: string, name: string) {
  await phone.page.goto(link)
  await phone.screen.getByLabel('怎么称呼您？', { exact: true }).fill(name)
  await phone.tap('接受，并添加通行密钥')
  await phone.sees('请收好这些恢复码')
  await phone.tap('收好了')
}

async function chooseFile(phone: H5Phone, button: string, name: string, mimeType: string, buffer: Buffer) {
  const chooser = phone.page.waitForEvent('filechooser')
  await phone.tap(button)
  await (await chooser).setFiles({ name, mimeType, buffer })
}

/** Opens pages until one shows the text: jobs and packs take up to a minute. */
async function comesTo(phone: H5Phone, path: string, text: string | RegExp) {
  await expect(async () => {
    await openAnew(phone, path)
    await expect(phone.screen).toContainText(text, { timeout: 5_000 })
  }).toPass({ timeout: PACK_MS * 2 })
}

/** Somebody gives their number in the mini-program, as a browser cannot; the official account knows them by the same unionid. */
async function giveNumberInMiniProgram() {
  const call = (method: string, path: string, body: object, token = '') =>
    fetch(district.at + path, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${token}` },
    })
  const login = await call('POST', '/api/login', { code: district.standIn.loginCode(OPENID, UNIONID) })
  const { token, person } = await login.json()
  await call('PATCH', `/api/people/${person.id}`, { name: '许知秋' }, token)
  const phone = await call('POST', '/api/me/phone', { code: district.standIn.phoneCode(NUMBER) }, token)
  expect(phone.status).toBe(200)
}

test('a new district begins: officer, workbook, manager, standing, station page, and a veteran books', async ({
  browser,
}) => {
  const officer = await openDesk(browser)
  await test.step('the first officer joins by the printed link and a passkey', async () => {
    await officer.page.goto(district.at)
    await officer.sees('还没有站点')
    await join(officer, `${district.at}${district.link}`, '何志远')
    await officer.open('/manager/pages/checklist/index')
    await officer.sees('还没有站点，居民打开什么也看不到')
    await officer.sees('还没有备份过')
  })

  await test.step('a wrong workbook is refused, each mistake with sheet, row and column', async () => {
    await officer.open('/manager/pages/import/index')
    await chooseFile(officer, '选择文件', '全区.xlsx', XLSX, await wrongBook())
    await officer.sees(`有 ${MISTAKES.length} 处要改，还没有导入`)
    expect(MISTAKES.length).toBeGreaterThan(20)
    const said = await officer.screen.innerText()
    expect(MISTAKES.filter((mistake) => !said.includes(mistake))).toEqual([])
    await expect(officer.screen.getByLabel('导入', { exact: true })).toHaveCount(0)
  })

  await test.step('the right one is shown as a difference and imported', async () => {
    await chooseFile(officer, '选择文件', '全区.xlsx', XLSX, await rightBook())
    await officer.sees('共 6 处变更，还没有导入')
    await officer.sees('站点：新增 2')
    await officer.tap('导入')
    await officer.sees('导入好了')
    await openAnew(officer, '/manager/pages/checklist/index')
    await officer.sees('站点有 2 处')
    await comesTo(officer, '/pages/station/index?id=ty001', '天园老兵之家')
  })

  const manager = await openDesk(browser)
  await test.step('a manager is invited, and joins with a passkey of her own', async () => {
    await officer.open('/manager/pages/roles/index')
    await officer.tap('邀请')
    await officer.tap('站长')
    await officer.tap('生成邀请')
    await officer.tap('复制链接')
    await officer.sees('复制好了')
    const link = await officer.page.evaluate(() => navigator.clipboard.readText())
    expect(new URL(link).origin).toBe(district.at)
    await join(manager, link, '梁慧')
    // WeChat cannot be asked about the name of somebody whom it does not know: the district reads it.
    await officer.open('/manager/pages/name-review/index')
    await officer.sees('梁慧')
    await officer.sees('何志远')
    await officer.screen.locator('[aria-label^="通过"]').first().click()
    await expect(officer.screen.locator('[aria-label^="通过"]')).toHaveCount(1)
  })

  await test.step('a list of numbers makes somebody a veteran, who gives the number afterwards', async () => {
    await officer.open('/manager/pages/standings/index')
    await officer.screen.getByLabel('手机号名单', { exact: true }).fill(`许知秋 ${NUMBER}\n某人 13900000000`)
    await officer.tap('给这 2 个号码')
    await officer.sees('等本人提供手机号 2 位')
    await giveNumberInMiniProgram()
    await openAnew(officer, '/manager/pages/standings/index')
    await officer.sees('已有 1 位，等本人的 1 位')
  })

  await test.step('the manager changes hours and adds a photograph', async () => {
    await manager.open('/manager/pages/station/index?station=ty001')
    await chooseFile(manager, '添加照片', 'gate.jpg', 'image/jpeg', Buffer.from(samples.jpeg, 'base64'))
    await manager.screen.getByLabel('照片里是什么', { exact: true }).fill('大门口有坡道')
    await manager.tap('上传')
    await manager.sees('大门口有坡道')
    await manager.screen.getByLabel('周一', { exact: true }).fill('8:00-12:00，14:00-20:00')
    await manager.tap('周二到周五照周一')
    await manager.tap('保存')
    await manager.tap('按新的时间保存')
    await manager.sees('已经保存')
  })

  await test.step('the veteran logs in in WeChat’s browser, sees the change, and books what is for veterans', async () => {
    district.standIn.readAs('gh-veteran', UNIONID, { follows: true })
    const context = await browser.newContext({
      baseURL: district.at.replace('localhost', '127.0.0.1'),
      userAgent: WECHAT,
    })
    const resident = await openPhone(context, Date.now())
    await resident.open('/pages/mine/index')
    await resident.tap('登录')
    await resident.tap('微信登录')
    await resident.sees('您好，许知秋')
    await resident.open('/pages/nearby/index')
    await expect(resident.page.getByText(TITLE, { exact: true }).first()).toBeVisible()
    await comesTo(resident, '/pages/station/index?id=ty001', '14:00–20:00')
    const photo = resident.screen.locator('img[src*="/photos/"]').first()
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await resident.tap(/^明天/)
    await resident.tap(/^老兵茶叙/)
    await resident.tap('预约 1 位')
    await resident.sees('许知秋')
    await expect(resident.screen.locator('.pass-code img')).toBeVisible()
  })

  expect(pageFaults.splice(0)).toEqual([])
})
