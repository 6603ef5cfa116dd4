import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { SESSION } from '../waitlist'
import { type Cloud, loginAs, openPhone } from './weapp-phone'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('the district sees a message that WeChat rejected, without its recipient, and sends it again', async () => {
  await cloud.db.query(
    `with inserted as (
       insert into notice (person_id, kind, at, station_id, session_id, posted)
       select p.id, 'called-off', $1, 'hp003', $2, true from person p where p.name = '林晓梅' returning person_id, id
     )
     insert into message (person_id, notice_id, template, rank, status, tries, next_at, code, at)
     select person_id, id, 'moved', 1, 'dead', 8, $1, '40037', $1 from inserted`,
    [new Date(MORNING).toISOString(), SESSION],
  )
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open('/manager/pages/today/index')
  assert.doesNotMatch(phone.text(), /未送达/)
  await loginAs(phone, /^郑海燕/)
  await phone.open('/manager/pages/today/index')
  await phone.tap('未送达')
  assert.equal(phone.page.route, 'manager/pages/undelivered-messages/index')
  assert.match(phone.text(), /绘本故事会/)
  assert.match(phone.text(), /微信答复 40037/)
  assert.doesNotMatch(phone.text(), /林/)
  await phone.tap('重发')
  assert.match(phone.text(), /都送达了/)
  const [row] = await cloud.db.query<{ status: string; tries: number }>('select status, tries from message')
  assert.deepEqual(row, { status: 'queued', tries: 0 })
  assert.deepEqual(phone.errors, [])
  phone.close()
  assert.deepEqual(cloud.logged, [])
})
