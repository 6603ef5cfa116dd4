import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR, MINUTE, moment, startOfDay } from '@core/base/time'
import { MORNING, startCloud } from '../cloud'
import { bookGuest, DOOR } from '../door'
import { readQr } from '../read-qr'
import { descendants, tagOf, text } from './harness/view/tree'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

const MIDNIGHT = startOfDay('2026-11-24')
/** Two minutes before midnight. */
const EVENING = MIDNIGHT - 2 * MINUTE
/** A session at another station, with self check-in. */
const ROOM = 'hp001.room-2611231800'

let cloud: Cloud
let guest: Awaited<ReturnType<typeof bookGuest>>
before(async () => {
  cloud = await startCloud()
  await cloud.db.query('update session set starts_at = $1, ends_at = $2 where id = any ($3::text[])', [
    moment(MIDNIGHT - 2 * HOUR),
    moment(MIDNIGHT + 2 * HOUR),
    [DOOR.session, ROOM],
  ])
  guest = await bookGuest(cloud.at, 'elder')
  cloud.advance(EVENING - MORNING)
})
after(() => cloud.stop())

const open = async (path: string): Promise<Phone> => {
  const phone = await openPhone(cloud, EVENING)
  await loginAs(phone, /^梁慧/)
  await phone.open(path)
  return phone
}
const codeOn = (phone: Phone): string => {
  const image = descendants(phone.root).find((one) => tagOf(one) === 'image' && /^data:/.test(text(one, 'src')))
  return readQr(image ? text(image, 'src') : '')
}

test('a door without a network goes on after midnight, to the end of a session that began before it', async () => {
  const phone = await open(`/manager/pages/scan/index?session=${DOOR.session}`)
  assert.match(phone.text(), /23:5\d 的名单已保存到这台手机/)
  await phone.tap('打开摄像头')
  await phone.offline(true)
  await phone.wait(4 * MINUTE)
  await phone.scan(guest.shownAt(phone.clock.now()))
  assert.match(phone.text(), /陈\*安 · 1 位 · 请进/)
  await phone.restart(`/manager/pages/scan/index?session=${DOOR.session}`)
  assert.match(phone.text(), /23:5\d 的名单已保存到这台手机/)
  assert.match(phone.text(), /还有 1 条没有传上去/)
  await phone.wait(2 * HOUR)
  assert.match(phone.text(), /名单还没有保存到这台手机/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a check-in screen without a network goes on after midnight', async () => {
  const phone = await open(`/manager/pages/check-in-code/index?id=${ROOM}`)
  const before = codeOn(phone)
  await phone.offline(true)
  await phone.wait(4 * MINUTE)
  assert.notEqual(codeOn(phone), before)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('the list of the day has a session that began before midnight', async () => {
  const phone = await openPhone(cloud, MIDNIGHT + 4 * MINUTE)
  cloud.advance(6 * MINUTE)
  await loginAs(phone, /^梁慧/)
  await phone.open('/manager/pages/today/index')
  const { title } = (await (await fetch(`${cloud.at}/api/sessions/${DOOR.session}`)).json()).session
  assert.match(phone.text(), new RegExp(title))
  assert.deepEqual(phone.errors, [])
  phone.close()
})
