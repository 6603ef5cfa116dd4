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

/** What a phone has asked for since it was last looked at. */
const asked = (phone: Phone, from: number) => phone.requests.slice(from).map(({ path }) => path)
/** Somebody's own phone, as another of theirs. */
const another = async (name: RegExp): Promise<Phone> => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, name)
  return phone
}
/** Others' things take up all that WeChat lets a mini-program keep: 10 MB, 1 MB a key. */
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

test('what is done on one phone is on the other when it is looked at, by one call, and after a restart without a network', async () => {
  const [mine, other] = [await another(/^周建明/), await another(/^周建明/)]
  await mine.open('/pages/mine/index')
  await book(other)
  const from = mine.requests.length
  await mine.hide()
  await mine.show()
  assert.match(mine.text(), /24小时自习室/)
  const calls = asked(mine, from)
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

test('a phone that could not keep what it was told asks for it again after a restart', async () => {
  const [mine, other] = [await another(/^何志远/), await another(/^何志远/)]
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

test('whose login was ended elsewhere hears it the next time, and keeps nothing of theirs', async () => {
  const phone = await another(/^林晓梅/)
  await book(phone)
  await cloud.db.query(`delete from login where person_id = '00000000-0000-4000-8000-000000000001'`)
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), /登录/)
  assert.doesNotMatch(JSON.stringify([...phone.storage]), /林晓梅|24小时自习室/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

for (const [what, kept] of [
  ['of another time', JSON.stringify({ next: 'AAAAAAAAAAAAAAAA', at: MORNING })],
  ['that was garbled', JSON.stringify({ next: '％％', at: MORNING })],
  ['that cannot be read', '{'],
] as const) {
  test(`a bookmark ${what} is no bookmark: everything is told`, async () => {
    const phone = await another(/^陈伯安/)
    await phone.open('/pages/mine/index')
    phone.storage.set(KEY, kept)
    await phone.restart('/pages/mine/index')
    assert.match(phone.text(), /陈伯安/)
    assert.match(String(JSON.parse(String(phone.storage.get(KEY))).next), /^[\w-]{16}$/)
    assert.notEqual(phone.storage.get(KEY), kept)
    assert.deepEqual(phone.errors, [])
    await phone.close()
  })
}
