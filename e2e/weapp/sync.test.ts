import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

const ROOM = 'hp001.room-2611231800'
const KEY = 'yike.sync'
const MB = 1024 * 1024

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

/** Paths of the requests of a phone after the first `from`. */
const pathsSince = (phone: Phone, from: number) => phone.requests.slice(from).map(({ path }) => path)
/** Opens a phone and logs in; called again, it is another phone of the same person. */
const openPhoneOf = async (name: RegExp): Promise<Phone> => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, name)
  return phone
}
/** Fills the storage of a mini-program up to WeChat's limits: 10 MB, 1 MB a key. */
function fill(phone: Phone): void {
  const used = [...phone.storage.values()].reduce<number>(
    (sum, value) => sum + Buffer.byteLength(JSON.stringify(value)),
    0,
  )
  for (let left = 10 * MB - used, nth = 0; left > 2; left -= MB, nth++)
    phone.storage.set(`full.${nth}`, 'x'.repeat(Math.min(left, MB) - 2))
}
const book = async (phone: Phone): Promise<void> => {
  await phone.open(`/pages/session/index?id=${ROOM}`)
  await phone.tap('预约 1 位')
  assert.equal(phone.page.route, 'pages/booking/index')
}

test('a booking made on another phone arrives by sync alone, and survives an offline restart', async () => {
  const [mine, other] = [await openPhoneOf(/^周建明/), await openPhoneOf(/^周建明/)]
  await mine.open('/pages/mine/index')
  await book(other)
  const from = mine.requests.length
  await mine.hide()
  await mine.show()
  assert.match(mine.text(), /24小时自习室/)
  const calls = pathsSince(mine, from)
  assert.deepEqual(
    calls.map((path) => path.split('?')[0]),
    calls.map(() => '/api/sync'),
  )
  await mine.offline(true)
  await mine.restart('/pages/mine/index')
  await mine.tap(/^24小时自习室/)
  assert.match(mine.text(), /\d{4} \d{4}/)
  assert.deepEqual([...mine.errors, ...other.errors], [])
  for (const phone of [mine, other]) await phone.close()
})

test('a phone whose storage was full during a sync gets the data again after a restart', async () => {
  const [mine, other] = [await openPhoneOf(/^何志远/), await openPhoneOf(/^何志远/)]
  await mine.open('/pages/mine/index')
  fill(mine)
  await book(other)
  await mine.pullDown()
  assert.match(mine.text(), /24小时自习室/)
  assert.doesNotMatch(String(mine.storage.get('yike.bookings')), /24小时自习室/)
  for (const key of [...mine.storage.keys()]) if (key.startsWith('full.')) mine.storage.delete(key)
  await mine.restart('/pages/mine/index')
  assert.match(mine.text(), /24小时自习室/)
  assert.deepEqual([...mine.errors, ...other.errors], [])
  for (const phone of [mine, other]) await phone.close()
})

test('a phone whose login was ended elsewhere logs out and deletes the personal data', async () => {
  const phone = await openPhoneOf(/^林晓梅/)
  await book(phone)
  await cloud.db.query(`delete from login where person_id = '00000000-0000-4000-8000-000000000001'`)
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), /登录/)
  assert.doesNotMatch(JSON.stringify([...phone.storage]), /林晓梅|24小时自习室/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

for (const [what, stored] of [
  ['that is unknown', JSON.stringify({ next: 'AAAAAAAAAAAAAAAA', at: MORNING })],
  ['that is malformed', JSON.stringify({ next: '％％', at: MORNING })],
  ['that is not JSON', '{'],
] as const) {
  test(`a bookmark ${what} is replaced by a full sync`, async () => {
    const phone = await openPhoneOf(/^陈伯安/)
    await phone.open('/pages/mine/index')
    phone.storage.set(KEY, stored)
    await phone.restart('/pages/mine/index')
    assert.match(phone.text(), /陈伯安/)
    assert.match(String(JSON.parse(String(phone.storage.get(KEY))).next), /^[\w-]{16}$/)
    assert.notEqual(phone.storage.get(KEY), stored)
    assert.deepEqual(phone.errors, [])
    await phone.close()
  })
}
