import * as v from 'valibot'
import { ACTS, type Act, isRole, may, mayAnywhere, ROLE_NAMES, Role, type RoleName, whereMay } from './role'

const STREET = '440112012'
const here = { id: 'hp001', street: STREET }
const district = {}
/** Each role twice: with the station in its scope, and elsewhere. */
const near: Record<RoleName, Role> = {
  member: { role: 'member', scope: 'hp001' },
  staff: { role: 'staff', scope: 'hp001' },
  station: { role: 'station', scope: 'hp001' },
  street: { role: 'street', scope: STREET },
  department: { role: 'department', scope: 'tax' },
  district: { role: 'district' },
}
const far: Partial<Record<RoleName, Role>> = {
  member: { role: 'member', scope: 'hp002' },
  staff: { role: 'staff', scope: 'hp002' },
  station: { role: 'station', scope: 'hp002' },
  street: { role: 'street', scope: '440112001' },
}

describe('who may do what at a station', () => {
  const table: Record<Act, Record<RoleName, boolean>> = {
    look: { member: false, staff: true, station: true, street: true, department: true, district: true },
    attend: { member: false, staff: true, station: true, street: true, department: false, district: true },
    proxy: { member: false, staff: true, station: true, street: true, department: false, district: true },
    sheet: { member: false, staff: false, station: true, street: true, department: false, district: true },
    plan: { member: false, staff: false, station: true, street: true, department: false, district: true },
    change: { member: false, staff: false, station: true, street: true, department: false, district: true },
    edit: { member: false, staff: false, station: true, street: true, department: false, district: true },
    approve: { member: false, staff: false, station: false, street: true, department: false, district: true },
    appeal: { member: false, staff: false, station: true, street: true, department: false, district: true },
    people: { member: false, staff: false, station: true, street: true, department: false, district: true },
    vouch: { member: false, staff: false, station: false, street: false, department: false, district: true },
    oversee: { member: false, staff: false, station: false, street: false, department: false, district: true },
    import: { member: false, staff: false, station: false, street: false, department: false, district: true },
  }
  const cells = ACTS.flatMap((act) => ROLE_NAMES.map((role) => [act, role, table[act][role]] as const))
  test.each(cells)('%s, by %s: %s', (act, role, expected) => {
    expect(may([near[role]], act, here)).toBe(expected)
    expect(mayAnywhere([near[role]], act)).toBe(expected)
    const elsewhere = far[role]
    if (elsewhere) expect(may([elsewhere], act, here)).toBe(false)
  })
  test('nothing is permitted without a role', () => {
    for (const act of ACTS) expect([may([], act, here), mayAnywhere([], act)]).toEqual([false, false])
  })
  test('one of several roles is enough, and they do not combine', () => {
    expect(may([far.station as Role, near.staff], 'attend', here)).toBe(true)
    expect(may([far.station as Role, near.staff], 'plan', here)).toBe(false)
  })
  test('a whole street is in scope for itself and the district; the district only for the district', () => {
    const whole = { street: STREET }
    const who = (act: Act, place: object) => ROLE_NAMES.filter((role) => may([near[role]], act, place))
    expect(who('change', whole)).toEqual(['district', 'street'])
    expect(who('change', district)).toEqual(['district'])
  })
  test('equal codes of different scopes do not match', () => {
    const crossed = [
      { role: 'street', scope: 'hp001' },
      { role: 'station', scope: STREET },
      { role: 'staff', scope: STREET },
    ] as Role[]
    for (const act of ACTS) expect(may(crossed, act, here)).toBe(false)
    expect(may(crossed, 'change', district)).toBe(false)
  })
  test('whereMay lists all places', () => {
    const roles = [near.staff, far.station, near.street, near.department] as Role[]
    expect(whereMay(roles, 'appeal')).toEqual({ all: false, stations: ['hp002'], streets: [STREET] })
    expect(whereMay(roles, 'attend')).toEqual({ all: false, stations: ['hp001', 'hp002'], streets: [STREET] })
    expect(whereMay(roles, 'look').all).toBe(true)
    expect(whereMay([near.district], 'appeal')).toEqual({ all: true, stations: [], streets: [] })
  })
})

describe('a role', () => {
  test.each([
    { role: 'station', scope: STREET },
    { role: 'staff', scope: '' },
    { role: 'street', scope: 'hp001' },
    { role: 'department', scope: 'hp001' },
    { role: 'department' },
    { role: 'resident', scope: 'hp001' },
    { role: 'manager', scope: 'hp001' },
  ])('%j is invalid', (wrong) => expect(v.is(Role, wrong)).toBe(false))
  test('is equal by name and scope', () => {
    for (const one of ROLE_NAMES)
      for (const other of ROLE_NAMES) expect(isRole(near[one], near[other])).toBe(one === other)
    expect(isRole(near.staff, far.staff as Role)).toBe(false)
    // As a database row has it.
    expect(isRole(near.district, { role: 'district', scope: '' } as Role)).toBe(true)
  })
})
