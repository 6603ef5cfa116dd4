import { addDays, dayOf } from '@core/base/time'
import { STATION_ROW, workbookOf } from '../../testing/world/district-workbook'
import { districtOf, OTHER_ROW, setUpImportWorld, TALK } from '../../testing/world/import-world'
import { fileOf } from '../../testing/world/importer'
import { MONDAY_TEN } from '../../testing/world/world'

const at = setUpImportWorld()
const { preview, importFiles, settle, pack, sessionsOf, book } = at

test('other hours of a station move its sessions, except those that are booked', async () => {
  await book('resident', TALK)
  const files = fileOf(await districtOf([{ ...STATION_ROW, 开放时间: '每天 8:00-12:00' }, OTHER_ROW]))
  expect((await preview(files)).changes).toMatchObject([
    { id: 'hp001', what: 'changed', fields: [{ title: '开放时间', was: '每天 08:00-22:00', now: '每天 08:00-12:00' }] },
  ])
  await importFiles(files)
  await settle()
  expect(await sessionsOf('hp001-talk')).toEqual([TALK])
})

test('holidays of a workbook are in the pack, and the sessions follow', async () => {
  const day = addDays(dayOf(MONDAY_TEN), 1)
  const rest = await districtOf([{ ...STATION_ROW, 节假日: '休息' }, OTHER_ROW])
  await importFiles(fileOf(rest))
  await settle()
  expect(await sessionsOf('hp001-talk')).toContain(TALK)
  const files = fileOf(
    await workbookOf({ holidays: [{ 日期: new Date(Date.parse(`${day}T00:00:00Z`)), 安排: '休息', 名称: '停电日' }] }),
  )
  await importFiles(files)
  await settle()
  expect((await pack()).calendar.rest).toContain(day)
  expect(await sessionsOf('hp001-talk')).not.toContain(TALK)
  // A workbook without holidays takes it back.
  await importFiles(fileOf(await workbookOf({ holidays: [] })))
  await settle()
  expect((await pack()).calendar.rest).not.toContain(day)
  expect(await sessionsOf('hp001-talk')).toContain(TALK)
})
