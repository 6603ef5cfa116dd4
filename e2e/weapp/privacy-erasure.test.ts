import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dumpDatabase } from '../../cloud/testing/database/dump'
import { DAY } from '../../core/base/time'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, chooseHere, loginAs, openPhone, type Phone, SESSION } from './weapp-phone'

/** Names that occur nowhere else in the district's data. */
const NAMES = ['罕见名', '罕孩儿', '罕妈妈']
const ID = '00000000-0000-4000-8000-0000000000'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
  for (const [nth, name] of NAMES.entries())
    await cloud.db.query('update person set name = $1 where id = $2', [name, `${ID}${['01', '11', '12'][nth]}`])
})
after(() => cloud.stop())

const stored = (phone: Phone): string => JSON.stringify([...phone.device.storage])
const namedIn = (text: string): string[] => NAMES.filter((name) => text.includes(name))

test('a login on another phone is listed and can be ended', async () => {
  const [lost, phone] = [await openPhone(cloud, MORNING), await openPhone(cloud, MORNING)]
  await loginAs(lost, /^罕见名/)
  await loginAs(phone, /^罕见名/)
  await phone.open('/resident/pages/settings/index')
  assert.match(phone.text(), /登录管理.*微信小程序.*就是这里/s)
  await phone.tap('退出')
  assert.deepEqual(
    phone.tappables().filter(({ text }) => text === '退出'),
    [],
  )
  await lost.open('/pages/mine/index')
  assert.doesNotMatch(lost.text(), /罕见名/)
  assert.match(lost.text(), /登录/)
  assert.deepEqual(phone.errors, [])
  lost.close()
  phone.close()
})

test('the privacy page is readable offline, and personal data can be exported as a file', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^罕见名/)
  await phone.open('/resident/pages/settings/index')
  await phone.tap(/^我的资料/)
  assert.equal(phone.page.route, 'resident/pages/privacy/index')
  await phone.tap(/^消息/)
  assert.match(phone.text(), /保存多久：90 天/)
  await phone.offline(true)
  await phone.tap(/^预约：/)
  assert.match(phone.text(), /注销账号时：保留的记录里不再有名字/)
  await phone.tap('导出我的资料')
  assert.match(phone.text(), /现在没有网络/)

  await phone.offline(false)
  await phone.tap('导出我的资料')
  const sent = phone.device.actions.find(({ name }) => name === 'shareFileMessage')?.detail
  assert.equal(sent?.fileName, '一刻-我的资料.json')
  const { rows } = JSON.parse(String(sent?.text))
  assert.deepEqual(rows.person.map(({ name }: { name: string }) => name).sort(), [...NAMES].sort())
  assert.match(phone.text(), /已导出/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('after erasure no name is left in the database or on the phone', async () => {
  const phone = await openPhone(cloud, MORNING)
  await chooseHere(phone)
  await loginAs(phone, /^罕见名/)
  await phone.open(`/pages/session/index?id=${SESSION}`)
  await phone.tap('罕孩儿')
  await phone.tap('预约 2 位')
  await phone.open('/resident/pages/inbox/index')
  assert.deepEqual(namedIn(stored(phone)), NAMES)
  assert.deepEqual(namedIn(await dumpDatabase(cloud.db)), NAMES)

  await phone.open('/resident/pages/privacy/index')
  await phone.tap('注销账号并删除我的资料')
  assert.match(phone.text(), /您和罕孩儿、罕妈妈的名字/)
  await phone.tap('先不注销')
  assert.deepEqual(namedIn(await dumpDatabase(cloud.db)), NAMES)
  await phone.tap('注销账号并删除我的资料')
  await phone.tap('我已看清，继续注销')
  await phone.offline(true)
  await phone.tap('确认注销')
  assert.match(phone.text(), /现在没有网络/)
  await phone.offline(false)
  await phone.tap('确认注销')
  assert.match(phone.text(), /账号已注销/)

  assert.deepEqual(namedIn(await dumpDatabase(cloud.db)), [])
  assert.deepEqual(namedIn(stored(phone)), [])
  assert.doesNotMatch(stored(phone), /yike\.(token|device)|Bearer/)
  assert.deepEqual(
    await cloud.db.query(`select 1 from booking where booker_id = $1 and status <> 'cancelled'`, [`${ID}01`]),
    [],
  )
  await phone.tap('回到附近')
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), /登录/)
  await phone.open('/pages/login/index')
  assert.doesNotMatch(phone.text(), /罕见名/)
  assert.deepEqual(phone.errors, [])
  assert.deepEqual(cloud.logged, [])
  phone.close()
})

test('an erased account leaves behind what could not be read of the scans on this phone', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^陈伯安/)
  phone.device.storage.set('yike.scans', '[{"scan":')
  await phone.open('/resident/pages/privacy/index')
  await phone.tap('注销账号并删除我的资料')
  await phone.tap('我已看清，继续注销')
  await phone.tap('确认注销')
  assert.match(phone.text(), /账号已注销/)
  assert.equal(phone.device.storage.get('yike.scans'), undefined)
  assert.equal(phone.device.storage.get('yike.scans.aside'), '[{"scan":')
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('the roster and the list of groups say that the name of somebody who was there has been deleted', async () => {
  const resident = await openPhone(cloud, MORNING)
  await loginAs(resident, /^周建明/)
  await resident.open(`/pages/session/index?id=${SESSION}`)
  await resident.tap('预约 1 位')
  const manager = await openPhone(cloud, MORNING)
  await loginAs(manager, /^梁慧/)
  await manager.open(`/manager/pages/roster/index?id=${SESSION}`)
  await manager.tap(/^到了 周\*明/)
  await manager.tap('记为到场')
  resident.close()
  manager.close()

  cloud.advance(DAY)
  const [leaver, later] = [await openPhone(cloud, MORNING + DAY), await openPhone(cloud, MORNING + DAY)]
  await loginAs(leaver, /^周建明/)
  await leaver.open('/resident/pages/privacy/index')
  await leaver.tap('注销账号并删除我的资料')
  await leaver.tap('我已看清，继续注销')
  await leaver.tap('确认注销')
  assert.match(leaver.text(), /账号已注销/)
  await loginAs(later, /^梁慧/)
  await later.open(`/manager/pages/roster/index?id=${SESSION}`)
  assert.match(later.text(), /（名字已删除）/)
  await later.open(`/manager/pages/waitlist/index?id=${SESSION}`)
  assert.match(later.text(), /（名字已删除）/)
  assert.deepEqual([leaver.errors, later.errors], [[], []])
  leaver.close()
  later.close()
})
