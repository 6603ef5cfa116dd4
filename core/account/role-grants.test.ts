import { KINDS } from '../place/station'
import { ACTS, may, ROLE_NAMES, type Role, type RoleName } from './role'
import { grantingRole, placeOf, rolesAtKind } from './role-grants'

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

describe('granting and ending a role', () => {
  const givers: Record<RoleName, RoleName[]> = {
    district: ['district'],
    department: ['district'],
    street: ['district'],
    station: ['district', 'street', 'station'],
    staff: ['district', 'street', 'station'],
    member: ['district', 'street', 'station'],
  }
  const cells = ROLE_NAMES.flatMap((given) =>
    ROLE_NAMES.map((giver) => [giver, given, givers[given].includes(giver)] as const),
  )
  test.each(cells)('%s may grant or end %s: %s', (giver, given, expected) => {
    const place = placeOf(near[given], here)
    expect(grantingRole([near[giver]], given, place)).toEqual(expected ? near[giver] : undefined)
    const elsewhere = far[giver]
    if (elsewhere) expect(grantingRole([elsewhere], given, place)).toBeUndefined()
  })
  test('nobody grants more than they may do themselves', () => {
    for (const giver of ROLE_NAMES)
      for (const given of ROLE_NAMES.filter((one) => grantingRole([near[giver]], one, placeOf(near[one], here))))
        for (const act of ACTS.filter((one) => may([near[given]], one, here)))
          expect([giver, given, act, may([near[giver]], act, here)]).toEqual([giver, given, act, true])
  })
  test('of several roles that may grant, the widest is returned', () => {
    expect(grantingRole([near.station, near.street], 'staff', here)).toEqual(near.street)
    expect(grantingRole([near.street, near.district], 'staff', here)).toEqual(near.district)
  })
  test('a station of unknown street is outside every street', () => {
    expect(grantingRole([near.street], 'staff', placeOf(near.staff))).toBeUndefined()
    expect(grantingRole([near.station], 'staff', placeOf(near.staff))).toEqual(near.station)
  })
  test('a role sees the people at a place exactly if it may grant a role there', () => {
    for (const giver of ROLE_NAMES)
      for (const place of [here, { street: STREET }, district]) {
        const gives = ROLE_NAMES.some((one) => grantingRole([near[giver]], one, place))
        const given = ROLE_NAMES.filter((one) => grantingRole([near[giver]], one, place))
        expect([giver, place, given, may([near[giver]], 'people', place)]).toEqual([giver, place, given, gives])
      }
  })
  test('the role of member exists only at stations of the kinds practice and complex', () => {
    expect(KINDS.filter((kind) => rolesAtKind(kind).includes('member'))).toEqual(['practice', 'complex'])
    for (const kind of KINDS) expect(rolesAtKind(kind)).toEqual(expect.arrayContaining(['station', 'staff']))
  })
})
