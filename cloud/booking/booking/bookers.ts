import type { Person, Relation } from '@core/account/person'
import type { Standing } from '@core/account/standing'
import { type Instant, moment } from '@core/base/time'
import type { Strike } from '@core/booking/strike'
import { shownName } from '../../account/name/queries'
import { PROXY_ROLES } from '../../account/ward/proxy-roles'
import type { Db, Row } from '../../db/port'

type PersonRow = Row & { guardian: string; id: string; name: string; born: string | null; standing: Standing[] } & {
  relation: Relation
  consent_at: Instant | null
  consent_covers: NonNullable<Person['consent']>['covers']
  /** Strikes of the guardian; those of dependants do not count. */
  struck: { status: Strike['status']; fades: Instant }[] | null
}

/** The people somebody may book for, and their own active strikes. */
export type Booker = { people: Person[]; strikes: Pick<Strike, 'status' | 'fadesAt'>[] }

/**
 * Each guardian with their household, unordered. Of a worker's wards, who may be many, only those in `asked`.
 */
export async function listBookers(
  db: Db,
  guardians: readonly string[],
  asked: readonly string[],
  now: Instant,
): Promise<Booker[]> {
  const rows = await db.query<PersonRow>(
    `select w.guardian, p.*, g.relation, g.consent_at, g.consent_covers, k.struck from unnest((select $1::uuid[])) w(guardian)
     cross join lateral (select person_id, relation, consent_at, consent_covers from guardianship g where g.guardian_id = w.guardian
       and (relation <> 'ward' or person_id = any ($3::uuid[])) and guards(g, $4) offset 0) g
     cross join lateral (select id, ${shownName('w.guardian')} as name, born, standing from person p
       where id = g.person_id offset 0) p
     left join lateral (select json_agg(json_build_object('status', status,
         'fades', extract(epoch from fades_at) * 1000)) as struck
       from strike where person_id = w.guardian and fades_at > $2) k on g.relation = 'self'`,
    [[...new Set(guardians)], moment(now), asked, PROXY_ROLES],
  )
  const bookers = new Map<string, Booker>()
  for (const { guardian, born, struck, consent_at, consent_covers, ...person } of rows) {
    const booker = bookers.get(guardian) ?? { people: [], strikes: [] }
    bookers.set(guardian, booker)
    booker.people.push({
      ...person,
      ...(born ? { born } : {}),
      ...(consent_at === null ? {} : { consent: { at: moment(consent_at), covers: consent_covers } }),
    })
    for (const { status, fades } of struck ?? []) booker.strikes.push({ status, fadesAt: moment(fades) })
  }
  return guardians.map((guardian) => bookers.get(guardian) ?? { people: [], strikes: [] })
}
