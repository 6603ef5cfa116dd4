import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { readQr } from '../read-qr'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

/** For veterans only. */
const SESSION = 'hp014.benefit-2611240930'
const { jpeg } = JSON.parse(
  readFileSync(join(__dirname, '../../core/base/picture/sample-pictures.json'), 'utf8'),
) as Record<'jpeg', string>

test.afterEach(() => expect(pageFaults.splice(0)).toEqual([]))

const open = async (browser: Browser, name: RegExp): Promise<H5Phone> => {
  const phone = await openPhone(await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] }))
  await phone.loginAs(name)
  return phone
}

/** Opens the page from the session that needs the standing, and sends a picture. */
async function ask(resident: H5Phone): Promise<void> {
  await resident.open(`/pages/session/index?id=${SESSION}`)
  await resident.tap('怎样登记身份')
  await resident.sees('拍证件申请')
  const choosing = resident.page.waitForEvent('filechooser')
  await resident.tap('拍照或选一张')
  await (await choosing).setFiles({ name: '证件.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpeg, 'base64') })
  await expect(resident.screen.locator('.certificate img')).toBeVisible()
  await resident.screen.getByLabel('补充说明（可不填）').fill('红山街道老兵')
  await resident.tap('提交申请')
  await resident.sees('等区级管理员处理')
}

test('a resident asks for a standing with a picture; refused, they read why; given, they book', async ({ browser }) => {
  const resident = await open(browser, /^林晓梅/)
  await ask(resident)

  const district = await open(browser, /^郑海燕/)
  await district.open('/manager/pages/standing-requests/index')
  await district.sees('1 份申请等您决定')
  await district.tap(/^林晓梅/)
  await expect(district.screen.locator('.certificate img')).toHaveAttribute('src', /^data:image\/jpeg/)
  await district.sees('补充说明：红山街道老兵')
  await district.tap('不通过')
  await district.tap('照片看不清，请重新拍一张。')
  await district.tap('不通过')
  await district.sees('现在没有等您决定的申请')

  await resident.open('/resident/pages/inbox/index')
  await resident.tap(/您申请的身份没有通过：照片看不清/)
  await resident.sees('原因：照片看不清，请重新拍一张。')
  await ask(resident)

  await district.page.reload()
  await district.sees('1 份申请等您决定')
  await district.tap(/^林晓梅/)
  await district.tap('登记为退役军人')
  await district.sees('现在没有等您决定的申请')
  await resident.page.reload()
  await resident.sees('已登记')
  await resident.open(`/pages/session/index?id=${SESSION}`)
  await expect(resident.screen).not.toContainText('怎样登记身份')
  await resident.tap('预约 1 位')
  await expect(resident.screen.locator('.pass-code')).toBeVisible()
})

test('whoever lacks the standing of a session is led to ask for it by its button', async ({ browser }) => {
  const resident = await open(browser, /^何志远/)
  await resident.open(`/pages/session/index?id=${SESSION}`)
  const footer = resident.screen.locator('.footer')
  await expect(footer).toContainText('登记身份以后，就能预约这一场。')
  await expect(footer).not.toContainText('预约 1 位')
  await footer.getByLabel('怎样登记身份', { exact: true }).click()
  await resident.sees('拍证件申请')
  await expect(resident.screen.getByRole('radio', { name: '退役军人', exact: true })).toBeChecked()
})

test('a waiting request is withdrawn by a second tap', async ({ browser }) => {
  const resident = await open(browser, /^林晓梅/)
  await resident.open('/resident/pages/standing/index?kind=worker')
  const choosing = resident.page.waitForEvent('filechooser')
  await resident.tap('拍照或选一张')
  await (await choosing).setFiles({ name: '证件.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpeg, 'base64') })
  await resident.tap('提交申请')
  await resident.sees('等区级管理员处理')
  await resident.tap(/^撤回申请/)
  await resident.tap(/^确定撤回/)
  await expect(resident.screen).not.toContainText('等区级管理员处理')
})

test('an invitation to a standing is accepted by its link', async ({ browser }) => {
  const district = await open(browser, /^郑海燕/)
  await district.open('/manager/pages/standings/index')
  await district.tap('职工')
  await district.tap('邀请一位')
  await district.tap('生成邀请')
  await district.tap('复制链接')
  const link = await district.page.evaluate(() => navigator.clipboard.readText())
  const elder = await open(browser, /^陈伯安/)
  await elder.page.goto(link)
  await elder.sees('郑*燕 邀请您登记为')
  await elder.sees('就能预约面向职工的场次')
  await elder.tap('接受')
  await elder.sees('已登记为')
  // In a browser they may have joined by recovery codes, and can make new ones.
  await elder.open('/resident/pages/settings/index')
  await elder.sees('恢复码')
})

test('cards for the managers of chosen stations are made, and their codes open the invitation', async ({ browser }) => {
  const district = await open(browser, /^郑海燕/)
  await district.open('/manager/pages/roles/index')
  await district.tap('给站长的邀请卡')
  await district.sees('14 天有效')
  await district.tap('生成邀请卡')
  await district.sees(/生成了 \d{2,3} 张/)
  const count = Number(/生成了 (\d+) 张/.exec((await district.screen.textContent()) ?? '')?.[1])
  await expect(district.screen.locator('.manager-card')).toHaveCount(count)
  await expect(district.screen.locator('.a4')).toHaveCount(Math.ceil(count / 8))
  // On paper as many pages as there are sheets.
  const pdf = await district.page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(Math.ceil(count / 8))
  const first = district.screen.locator('.manager-card').first()
  const link = (await first.locator('.manager-card-link').textContent()) ?? ''
  const image = (await first.locator('.manager-card-code img').getAttribute('src')) ?? ''
  // Where WeChat draws the code, the ordinary one is not there to be read.
  if (image.includes('svg')) expect(readQr(image)).toBe(link)
  const newcomer = await openPhone(await browser.newContext())
  await newcomer.page.goto(link)
  await newcomer.sees('站长')
  await newcomer.sees('第一次用一刻')
})
