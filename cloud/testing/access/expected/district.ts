import { district, type ExpectedRows } from './groups'

export const DISTRICT_EXPECTED = {
  importTemplate: district,
  exportDistrict: district,
  imports: district,
  importDistrict: district,
  invitees: district,
  inviteInvitee: district,
  holidays: district,
  saveHoliday: district,
  removeHoliday: district,
} satisfies ExpectedRows
