import { type Role, scopeOf } from '@core/account/role'
import { DAY, moment } from '@core/base/time'
import type { Deps } from '../base/deps'
import { neighbourId } from './demo-bookings'
import { insertRows } from './insert-rows'
import { PERSONAS } from './personas'

/** Neighbours with their roles. `days`: since how many days; `until`: how many days ago the role ended. */
const COLLEAGUES: { neighbour: number; role: Role; days: number; until?: number }[] = [
  { neighbour: 14, role: { role: 'station', scope: 'hp001' }, days: 210 },
  { neighbour: 3, role: { role: 'staff', scope: 'hp001' }, days: 96 },
  { neighbour: 8, role: { role: 'staff', scope: 'hp001' }, days: 12 },
  { neighbour: 21, role: { role: 'staff', scope: 'hp001' }, days: 300, until: 41 },
  { neighbour: 27, role: { role: 'staff', scope: 'hp003' }, days: 60 },
  { neighbour: 33, role: { role: 'street', scope: '440112012' }, days: 150 },
  { neighbour: 38, role: { role: 'department', scope: 'social-security' }, days: 80 },
  { neighbour: 42, role: { role: 'department', scope: 'emergency' }, days: 25 },
]
const [manager, district] = (['manager', 'district'] as const).map(
  (persona) => PERSONAS.find((one) => one.persona === persona)?.id,
)

/** Seeds roles of neighbours, so that the list of role holders is not empty. A role that was ended since stays ended. */
export async function seedDemoStaff(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const ago = (days: number) => moment(deps.now() - days * DAY)
  const rows = COLLEAGUES.map(({ neighbour, role, days, until }) => ({
    person: neighbourId(neighbour),
    role: role.role,
    scope: scopeOf(role),
    since: ago(days),
    by: role.role === 'staff' ? manager : district,
    ...(until === undefined ? {} : { ended: ago(until) }),
  }))
  const notEnded = `jsonb_to_recordset($1::jsonb) r(person uuid, role text, scope text, since timestamptz, by uuid, ended timestamptz)
     join person p on p.id = r.person and p.erased_at is null
     where not exists (select from past_role o where o.person_id = r.person and o.role = r.role and o.scope = r.scope)`
  await insertRows(
    deps,
    `with over as (
       insert into past_role (person_id, role, scope, since, by_id, ended_at, ended_by)
       select r.person, r.role, r.scope, r.since, r.by, r.ended, r.by from ${notEnded} and r.ended is not null
     )
     insert into role (person_id, role, scope, since, by_id)
     select r.person, r.role, r.scope, r.since, r.by from ${notEnded} and r.ended is null on conflict do nothing`,
    rows,
  )
}
