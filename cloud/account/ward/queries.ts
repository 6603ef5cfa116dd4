import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { PROXY_ROLES } from './proxy-roles'

/** People who have wards and no role for them any more. */
export async function listFormerWorkers(db: Db): Promise<string[]> {
  const rows = await db.query<{ person: string }>(
    `select distinct g.guardian_id as person from guardianship g where g.relation = 'ward' and not guards(g, $1)
     order by 1`,
    [PROXY_ROLES],
  )
  return rows.map(({ person }) => person)
}

export async function handOverWards(db: Db, person: string, now: Instant): Promise<void> {
  await db.query('select 1 from hand_over_wards($1, null, $2, $3)', [person, moment(now), PROXY_ROLES])
}

/** Whether one of these people is a ward of a person who has no role for it any more, and whom nobody took over yet. */
export async function isFormerWorkerOf(db: Db, person: string, wards: readonly string[]): Promise<boolean> {
  const [row] = await db.query<{ former: boolean }>(
    `select exists (select from guardianship g
       where g.guardian_id = $1 and g.person_id = any ($2::uuid[]) and not guards(g, $3)) as former`,
    [person, wards, PROXY_ROLES],
  )
  return row?.former ?? false
}
