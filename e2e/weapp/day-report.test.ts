import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, loginAs, openPhone } from './weapp-phone'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('a manager reads the day report and opens its workbook; offline the download fails', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open('/manager/pages/today/index')
  await phone.tap('当天报表')
  assert.equal(phone.page.route, 'manager/pages/day-report/index')
  assert.match(phone.text(), /已约.*到场.*迟到.*未到.*现场来的/s)
  assert.doesNotMatch(phone.text(), /下载 CSV/)
  await phone.tap('下载 Excel 表')
  assert.match(phone.device.requests.at(-1)?.path ?? '', /^\/api\/stations\/hp001\/sheet\.xlsx\?day=2026-11-23$/)
  const opened = phone.device.actions.find(({ name }) => name === 'openDocument')?.detail
  assert.match(String(opened?.filePath), /^http:\/\/usr\/downloads\/.*综合体 2026-11-23\.xlsx$/)
  // An XLSX file is a zip archive, which begins with PK.
  assert.deepEqual([opened?.fileType, opened?.showMenu, opened?.begins], ['xlsx', true, 'PK'])

  await phone.offline(true)
  await phone.tap('下载 Excel 表')
  assert.match(phone.text(), /现在没有网络/)
  assert.deepEqual(phone.errors, [])
  // Who read the names is logged, for the page and for the workbook, and nothing else.
  const logged = cloud.logged.map((line) => JSON.parse(line))
  assert.deepEqual(
    logged.map(({ event, what, of }) => ({ event, what, of })),
    Array(2).fill({ event: 'names-read', what: 'day-report', of: 'hp001 2026-11-23' }),
  )
  phone.close()
})
