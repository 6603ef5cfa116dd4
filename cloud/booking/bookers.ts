import type { Standing } from '@core/offering'
import type { Person, Relation } from '@core/person'
import type { Db, Row } from '../db/port'

type PersonRow = Row & { guardian: string; id: string; name: string; born: string | null; standing: Standing[] } & {
  relation: Relation
}

/** Whom each of these may book for, themselves first; no order that anybody sees. */
export async function listHouseholds(db: Db, guardians: readonly string[]): Promise<Person[][]> {
  const rows = await db.query<PersonRow>(
    `select w.guardian, p.*, g.relation from unnest($1::uuid[]) w(guardian)
     cross join lateral (select person_id, relation from guardianship where guardian_id = w.guardian offset 0) g
     cross join lateral (select id, name, born, standing from person where id = g.person_id offset 0) p`,
    [[...new Set(guardians)]],
  )
  const households = new Map<string, Person[]>()
  for (const { guardian, born, ...person } of rows) {
    const one = born ? { ...person, born } : person
    const known = households.get(guardian)
    if (known) known.push(one)
    else households.set(guardian, [one])
  }
  return guardians.map((guardian) => households.get(guardian) ?? [])
}
