import { anyManager, anyone, attending, type ExpectedRows, manager, owner, person } from './groups'

export const BOOKING_EXPECTED = {
  draw: anyone,
  bookings: person,
  strikes: person,
  book: owner,
  booking: owner,
  cancel: owner,
  accept: owner,
  appeal: owner,
  line: attending,
  changeSession: manager,
  callOff: manager,
  closures: anyManager,
  closing: manager,
  closeDay: manager,
  reopenDay: manager,
  answerAppeal: manager,
  appeals: anyManager,
} satisfies ExpectedRows
