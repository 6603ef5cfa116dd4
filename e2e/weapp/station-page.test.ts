import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { descendants, tagOf, text } from './harness/view/tree'
import { type Cloud, chooseHere, loginAs, openPhone, type Phone } from './weapp-phone'

const SAMPLES = JSON.parse(readFileSync('core/base/picture/sample-pictures.json', 'utf8'))
/** Addresses of the photographs on this phone's screen. */
const photosOn = (phone: Phone): string[] =>
  descendants(phone.root)
    .filter((element) => tagOf(element) === 'image')
    .map((element) => text(element, 'src'))
    .filter((src) => src.includes('/photos/'))

const PAGE = '/manager/pages/station/index?station=hp001'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('a manager photographs the station, changes its hours and asks for its place; residents see it', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open(PAGE)
  phone.device.pictures.push({ name: 'IMG_1.JPG', bytes: Buffer.from(SAMPLES.jpeg, 'base64') })
  await phone.tap('添加照片')
  await phone.type('照片里是什么', '大门口有坡道')
  await phone.tap('上传')
  assert.match(phone.text(), /大门口有坡道/)

  await phone.type('周一', '九点')
  await phone.tap('保存')
  assert.match(phone.text(), /周一的时间写得不对/)
  await phone.type('周一', '8:00-12:00，14:00-20:00')
  await phone.tap('周二到周五照周一')
  await phone.tap('保存')
  assert.match(phone.text(), /改了开放时间以后/)
  await phone.tap('按新的时间保存')
  assert.match(phone.text(), /已经保存/)

  await phone.tap('用我现在站的位置')
  assert.match(phone.text(), /等街镇同意/)
  assert.match(phone.text(), /最近的改动[\s\S]*开放时间/)

  // The street or the district decides.
  await loginAs(phone, /^郑海燕/)
  await phone.open('/manager/pages/station-requests/index')
  assert.match(phone.text(), /综合体[\s\S]*位置移动大概/)
  await phone.tap(/^同意/)
  assert.match(phone.text(), /现在没有要处理的申请/)

  assert.deepEqual(phone.errors, [])
  phone.close()

  // The pack of before is served for a minute.
  cloud.advance(61_000)
  const resident = await openPhone(cloud, MORNING)
  await chooseHere(resident)
  const inList = photosOn(resident)[0] ?? ''
  assert.match(inList, /\/photos\/[0-9a-f]{32}-thumb\.jpg$/)
  assert.equal(
    (await fetch(cloud.at + inList.slice(inList.indexOf('/photos/')))).headers.get('content-type'),
    'image/jpeg',
  )
  await resident.open('/pages/station/index?id=hp001')
  assert.match(photosOn(resident)[0] ?? '', /\/photos\/[0-9a-f]{32}\.jpg$/)
  assert.match(resident.text(), /08:00–12:00/)
  assert.deepEqual(resident.errors, [])
  resident.close()
  assert.deepEqual(cloud.logged, [])
})

test('a picture that cannot be used, and a cancelled choice, are told', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open(PAGE)
  await phone.tap('添加照片')
  assert.doesNotMatch(phone.text(), /照片里是什么/)
  phone.device.pictures.push({ name: 'a.heic', bytes: Buffer.from('ftypheic') })
  await phone.tap('添加照片')
  await phone.type('照片里是什么', '大门')
  await phone.tap('上传')
  assert.match(phone.text(), /这张照片打不开，或者没有传完整/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})
