import { type Person, type Relation, WARDS_SHOWN } from '@core/account/person'
import type { Standing } from '@core/account/standing'
import { matcherOf } from '@core/base/fold'
import { type Instant, moment } from '@core/base/time'
import type { Db, Row } from '../../db/port'
import { NAMING, shownName } from '../name/queries'
import { PROXY_ROLES } from '../ward/proxy-roles'

type PersonRow = Row & {
  id: string
  name: string
  born: string | null
  standing: Standing[]
  relation: Relation
  consent_at: Instant | null
  consent_covers: NonNullable<Person['consent']>['covers']
  naming: NonNullable<Person['naming']> | null
  shared: boolean
}

const personOf = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  relation: row.relation,
  ...(row.born ? { born: row.born } : {}),
  standing: row.standing,
  ...(row.consent_at === null ? {} : { consent: { at: moment(row.consent_at), covers: row.consent_covers } }),
  ...(row.naming ? { naming: row.naming } : {}),
  ...(row.shared ? { shared: true } : {}),
})

const NAME = shownName('g.guardian_id')
const CARED = `
  select p.id, ${NAME} as name, ${NAMING} as naming, p.born, p.standing, g.relation, g.consent_at, g.consent_covers,
    exists (select from guardianship o where o.person_id = p.id and o.guardian_id <> g.guardian_id and guards(o, $2)) as shared
  from guardianship g join person p on p.id = g.person_id
  where g.guardian_id = $1 and guards(g, $2)`

/** The household: the guardian first, then their dependants in the order they joined; without wards. */
export async function listHousehold(db: Db, guardian: string): Promise<Person[]> {
  const rows = await db.query<PersonRow>(
    `${CARED} and g.relation <> 'ward' order by g.relation <> 'self', g.since, g.seq`,
    [guardian, PROXY_ROLES],
  )
  return rows.map(personOf)
}

/**
 * Wards of a worker whose name contains `part`, both folded, newest first; at most WARDS_SHOWN. Filtered here rather than
 * in SQL, so that there is one way of folding: a worker has some hundreds at most.
 */
export async function listWards(db: Db, worker: string, part: string): Promise<Person[]> {
  const rows = await db.query<PersonRow>(
    `${CARED} and g.relation = 'ward' order by g.since desc, g.seq desc limit $3`,
    [worker, PROXY_ROLES, part ? null : WARDS_SHOWN],
  )
  const matches = matcherOf(part)
  return rows
    .filter(({ name }) => matches(name))
    .slice(0, WARDS_SHOWN)
    .map(personOf)
}

/** One person the guardian may book for: themselves, a dependant, or a ward. */
export async function findDependant(db: Db, guardian: string, person: string): Promise<Person | undefined> {
  const [row] = await db.query<PersonRow>(`${CARED} and g.person_id = $3`, [guardian, PROXY_ROLES, person])
  return row && personOf(row)
}

/** Number of dependants (or wards) so far, for an early refusal; the insert enforces the limit. */
export async function countDependants(db: Db, guardian: string, relation: Relation): Promise<number> {
  if (relation !== 'ward') return (await listHousehold(db, guardian)).length - 1
  const [row] = await db.query<{ wards: number }>('select wards from person where id = $1', [guardian])
  return row?.wards ?? 0
}

/** Whether this guardian has given consent for the person. */
export async function hasConsent(db: Db, guardian: string, person: string): Promise<boolean> {
  const [row] = await db.query<{ given: boolean }>(
    'select consent_at is not null as given from guardianship g where guardian_id = $1 and person_id = $2 and guards(g, $3)',
    [guardian, person, PROXY_ROLES],
  )
  return row?.given ?? false
}
