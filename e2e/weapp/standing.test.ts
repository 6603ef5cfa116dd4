import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { descendants, tagOf, text } from './harness/view/tree'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

const SAMPLES = JSON.parse(readFileSync('core/base/picture/sample-pictures.json', 'utf8'))
const PAGE = '/resident/pages/standing/index?kind=veteran'
const SESSION = '/pages/session/index?id=hp014.benefit-2611240930'

/** Files of pictures on this phone's screen. */
const picturesOn = (phone: Phone): string[] =>
  descendants(phone.root)
    .filter((element) => tagOf(element) === 'image')
    .map((element) => text(element, 'src'))
    .filter((src) => src.includes('/pictures/'))

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(async () => {
  await cloud.stop()
})

test('a resident asks with a picture, the district looks at it and gives the standing', async () => {
  const resident = await openPhone(cloud, MORNING)
  await loginAs(resident, /^林晓梅/)
  await resident.open(SESSION)
  await resident.tap('怎样登记身份')
  assert.equal(resident.page.route, 'resident/pages/standing/index')
  // Nothing chosen: nothing is said, and nothing can be sent.
  await resident.tap('拍照或选一张')
  resident.device.pictures.push({ name: 'IMG_1.JPG', bytes: Buffer.from('not a picture') })
  await resident.tap('拍照或选一张')
  await resident.tap('提交申请')
  assert.match(resident.text(), /这张照片打不开，或者没有传完整/)
  resident.device.pictures.push({ name: 'IMG_2.JPG', bytes: Buffer.from(SAMPLES.jpeg, 'base64') })
  await resident.tap('换一张')
  await resident.type('补充说明（可不填）', '红山街道老兵')
  await resident.tap('提交申请')
  assert.match(resident.text(), /等区级管理员处理/)

  const district = await openPhone(cloud, MORNING)
  await loginAs(district, /^郑海燕/)
  await district.open('/manager/pages/standing-requests/index')
  await district.tap(/^林晓梅/)
  assert.equal(picturesOn(district).length, 1)
  assert.match(district.text(), /红山街道老兵/)
  await district.tap('登记为退役军人')
  assert.match(district.text(), /现在没有等您决定的申请/)
  assert.deepEqual(district.errors, [])
  district.close()

  await resident.open(PAGE)
  assert.match(resident.text(), /退役军人已登记/)
  assert.deepEqual(resident.errors, [])
  resident.close()
})

test('without a network the page says so, and what was chosen is still there', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^陈伯安/)
  await phone.open(PAGE)
  phone.device.pictures.push({ name: 'IMG_3.JPG', bytes: Buffer.from(SAMPLES.jpeg, 'base64') })
  await phone.tap('拍照或选一张')
  await phone.offline(true)
  await phone.tap('提交申请')
  // A lost piece is sent again for a while.
  await phone.wait(30_000)
  assert.match(phone.text(), /现在没有网络/)
  await phone.offline(false)
  await phone.tap('提交申请')
  assert.match(phone.text(), /等区级管理员处理/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a phone makes no cards, and says where they are printed', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^郑海燕/)
  await phone.open('/manager/pages/manager-cards/index')
  assert.match(phone.text(), /手机里打印不了/)
  assert.doesNotMatch(phone.text(), /14 天有效/)
  phone.close()
})
