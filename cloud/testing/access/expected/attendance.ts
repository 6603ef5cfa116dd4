import { anyAttending, attending, type ExpectedRows, manager, owner, person } from './groups'

export const ATTENDANCE_EXPECTED = {
  checkIn: person,
  pass: owner,
  card: { here: ['resident', ...attending.here], there: ['neighbour', ...attending.there] },
  roster: attending,
  wall: attending,
  attend: anyAttending,
  sheet: manager,
  sheetXlsx: manager,
  sheetCsv: manager,
} satisfies ExpectedRows
