import { expect, test } from '@playwright/test'
import { cellsOf, stationRow } from '../../core/district/import/rows'
import { STATIONS } from '../../core/district/import/sheets/place'
import type { Station } from '../../core/place/station'
import outline from '../../data/huangpu/outline.json'
import demo from '../../data/huangpu/stations.json'
import { type H5Phone, openPhone, pageFaults } from './h5-phone'

test.afterEach(() => expect(pageFaults.splice(0)).toEqual([]))

const quoted = (cell: string | number): string => `"${String(cell).replaceAll('"', '""')}"`
const csvOf = (rows: (string | number)[][]): string => rows.map((row) => row.map(quoted).join(',')).join('\n')
const titles = Object.values(STATIONS.columns).map(({ title }) => title)
const stations = demo as Station[]
const csvOfStations = (list: Station[]): string =>
  csvOf([titles, ...list.map((station) => cellsOf(STATIONS, stationRow(station)))])

async function openDesk(phone: H5Phone) {
  await phone.loginAs(/^郑海燕/)
  await phone.open('/manager/pages/import/index')
  await phone.sees('选择文件')
}
async function choose(phone: H5Phone, files: Record<string, string>) {
  const chooser = phone.page.waitForEvent('filechooser')
  await phone.tap('选择文件')
  await (await chooser).setFiles(
    Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
  )
}

test('the difference is on the map and in the list, with what lies outside of the border', async ({ browser }) => {
  const phone = await openPhone(await browser.newContext({ viewport: { width: 1280, height: 900 } }))
  await openDesk(phone)
  const [first, second, ...others] = stations as [Station, Station, ...Station[]]
  const moved = { ...second, lat: second.lat + 0.004 }
  const added = { ...first, id: 'hp900', name: '区界外的新站', lat: 23.15, lng: 113.39 }
  await choose(phone, {
    '站点.csv': csvOfStations([moved, ...others, added]),
    'outline.geojson': JSON.stringify(outline),
  })
  await phone.sees('新增 1 处')
  await phone.sees('修改 1 处')
  await phone.sees('撤下 1 处')
  await phone.sees(/有 \d 处请再看一眼.*不在街镇范围内：“区界外的新站”/)
  const marks = phone.screen.locator('.map-place')
  await expect(marks).toHaveCount(3)
  // The map and the list name the same stations.
  for (const { name } of [first, second, added]) {
    await expect(phone.screen.locator(`.map-place[aria-label=${JSON.stringify(name)}]`)).toHaveCount(1)
    await expect(phone.screen.locator('.wide-grid')).toContainText(name)
  }
  await expect(phone.screen.locator('.change-map path').first()).toBeVisible()
  // By the keyboard: neighbours’ marks overlap.
  await phone.screen.locator(`.map-place[aria-label=${JSON.stringify(moved.name)}]`).press('Enter')
  await expect(phone.screen.locator('.change-map-chosen')).toContainText(/位置移动 44\d 米/)
  if (process.env.PICTURES)
    await phone.page.screenshot({ path: `${process.env.PICTURES}/import-map.png`, fullPage: true })
})

test('mistakes in a file of borders are told, and nothing can be imported', async ({ browser }) => {
  const phone = await openPhone(await browser.newContext())
  await openDesk(phone)
  const ring = [
    [113.4, 23.1],
    [113.5, 23.1],
    [113.5, 23.2],
    [113.41, 23.1],
  ]
  const feature = {
    type: 'Feature',
    properties: { name: '萝岗街道' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
  await choose(phone, { '边界.geojson': JSON.stringify({ type: 'FeatureCollection', features: [feature] }) })
  await phone.sees('“边界.geojson”第 1 块“萝岗街道”：有一圈没有闭合')
  await expect(phone.screen.locator('[aria-label="导入"]')).toHaveCount(0)
})

test('people of a workbook are listed, and an invitation is made from the list', async ({ browser }) => {
  const phone = await openPhone(await browser.newContext())
  await openDesk(phone)
  const rows = [
    ['街镇或站点', '身份', '称呼', '电话'],
    // Of a station whose invitations no other test reads: they share the cloud.
    ['hp120', '站长', '李站长', ''],
    ['萝岗街道', '街镇管理员', '黄主任', ''],
  ]
  await choose(phone, { '人员.csv': csvOf(rows) })
  await phone.tap('导入')
  await phone.sees('导入好了')
  await phone.sees('要邀请的人（2）')
  await phone.tap(/^李站长.*生成邀请|生成邀请.*李站长/)
  await expect(phone.screen.locator('.code-shown img')).toBeVisible()
  if (process.env.PICTURES) await phone.page.screenshot({ path: `${process.env.PICTURES}/invitees.png` })
  await phone.screen.locator('.bottom-sheet [aria-label="关闭"]').click()
  await phone.sees('邀请过')
})
