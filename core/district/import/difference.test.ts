import type { Table } from './cell'
import type { Sheet } from './column'
import { differenceOf } from './difference'
import { HOLIDAY, presentOf, read, STATION, STREET, sheet, titlesOf, whole } from './read/sample-workbook'
import { cellsOf, holidayRow, offeringRows, stationRow, streetRow } from './rows'
import { SHEETS, type SheetKey } from './sheets/workbook'

test('what is exported and imported again is no difference', async () => {
  const present = await presentOf(whole())
  const tableOf = (key: SheetKey, rows: object[]): Table => ({
    name: SHEETS[key].name,
    rows: [titlesOf(key), ...rows.map((row) => cellsOf(SHEETS[key] as Sheet, row))],
  })
  const tables = [
    tableOf('streets', present.streets.map(streetRow)),
    tableOf('stations', present.stations.map(stationRow)),
    tableOf('offerings', present.offerings.flatMap(offeringRows)),
    tableOf('holidays', present.holidays.map(holidayRow)),
  ]
  const { wanted, mistakes } = await read(tables, present)
  expect(mistakes).toEqual([])
  expect(differenceOf(present, wanted)).toEqual([])
  const { streets, stations, offerings, holidays } = present
  expect(wanted).toEqual({ streets, stations, offerings, holidays })
})

test('the difference names what is new, changed by which columns, gone, and back', async () => {
  const present = await presentOf(whole())
  const { wanted } = await read(
    [
      sheet('streets', STREET),
      sheet('stations', { ...STATION, 编号: 'hp002', 名称: '新站' }),
      sheet('holidays', { ...HOLIDAY, 安排: '上班' }),
    ],
    present,
  )
  expect(differenceOf(present, wanted).map(({ sheet: on, id, what, fields }) => [on, id, what, fields])).toEqual([
    ['stations', 'hp002', 'new', []],
    ['stations', 'hp001', 'gone', []],
    ['holidays', '2027-02-08', 'changed', [{ title: '安排', was: '休息', now: '上班' }]],
    ['offerings', 'hp001-lunch', 'gone', []],
  ])
  const retired = { stations: present.stations, offerings: [] }
  const back = await read([sheet('streets', STREET), sheet('stations', STATION)], {
    ...present,
    stations: [],
    offerings: [],
    retired,
  })
  expect(differenceOf({ ...present, stations: [], offerings: [], retired }, back.wanted)).toMatchObject([
    { id: 'hp001', what: 'back' },
  ])
  // A sheet that is not there is not touched.
  expect(differenceOf(present, (await read([sheet('holidays', HOLIDAY)], present)).wanted)).toEqual([])
})

test('what other pages have added to a station or an offering stays', async () => {
  const present = await presentOf(whole())
  const more = { demo: true as const, photos: ['a'] }
  const changed = {
    ...present,
    stations: present.stations.map((one) => ({ ...one, ...more, approximate: true as const })),
  }
  const { wanted } = await read([sheet('streets', STREET), sheet('stations', STATION)], changed)
  expect(wanted.stations).toEqual([{ ...present.stations[0], ...more }])
})
