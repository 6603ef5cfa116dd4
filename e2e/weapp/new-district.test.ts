import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type NewDistrict, startNewDistrict, TITLE } from '../new-district'
import { rightBook } from '../new-district-books'
import { launch } from './harness/launch'
import { type Phone, qrTextOn } from './weapp-phone'

const NUMBER = '13812345678'
let district: NewDistrict
const folder = mkdtempSync(join(tmpdir(), 'yike-book-'))
before(async () => {
  district = await startNewDistrict()
})
after(async () => {
  await district?.stop()
  rmSync(folder, { recursive: true })
})

/** A phone of this WeChat account whose owner has logged in and said their name. */
async function openPhone(openid: string, name: string): Promise<Phone> {
  const location = { latitude: 23.179, longitude: 113.5 }
  const phone = await launch({
    dist: 'dist/weapp',
    cloud: district.at,
    path: '/pages/mine/index',
    now: Date.now(),
    location,
  })
  phone.device.wechat = { loginCode: () => district.standIn.loginCode(openid), grant: () => undefined }
  await phone.open('/pages/login/index')
  await phone.tap('微信登录')
  await phone.type('怎么称呼您？', name)
  await phone.tap('好了')
  return phone
}

test('a new district begins by the guide’s commands, and a veteran books in the mini-program', async () => {
  // The workbook comes from the server's command line: in the mini-program nothing is imported.
  const path = join(folder, 'district.xlsx')
  writeFileSync(path, await rightBook())
  assert.match(district.run('import.mjs', path, '--yes'), /Imported\. \d+ new sessions/)

  const officer = await openPhone('openid-officer', '何志远')
  await officer.open(`/resident/pages/my-roles/index?${district.link.split('?')[1]}`)
  await officer.tap('接受')
  assert.match(officer.text(), /已登记为/)
  await officer.open('/manager/pages/standings/index')
  await officer.type('手机号名单', `许知秋 ${NUMBER}`)
  await officer.tap('给这 1 个号码')
  assert.match(officer.text(), /等本人提供手机号 1 位/)

  await officer.open('/manager/pages/poster/index?station=ty001')
  assert.match(officer.text(), new RegExp(`${TITLE} · 走路一刻钟`))

  const veteran = await openPhone('openid-veteran', '许知秋')
  await veteran.open('/pages/nearby/index')
  assert.equal(veteran.page.title, TITLE)
  await veteran.open('/resident/pages/settings/index')
  await veteran.fire({ selector: 'button' }, 'getphonenumber', { code: district.standIn.phoneCode(NUMBER) })
  assert.match(veteran.text(), /138\*\*\*\*5678/)
  await veteran.open('/pages/station/index?id=ty001')
  await veteran.tap(/^明天/)
  await veteran.tap(/^老兵茶叙/)
  await veteran.tap('预约 1 位')
  assert.equal(veteran.page.route, 'pages/booking/index')
  assert.match(qrTextOn(veteran), /^YK2:/)
  await veteran.open(`/resident/pages/card/index?id=${veteran.page.query.id}`)
  assert.match(veteran.text(), new RegExp(`${TITLE} · 入场纸卡`))

  for (const phone of [officer, veteran]) {
    assert.deepEqual(phone.errors, [])
    phone.close()
  }
  assert.deepEqual(district.faults(), [])
})
