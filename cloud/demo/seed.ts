import { CONSENT_COVERS } from '@core/account/person'
import { moment } from '@core/base/time'
import type { Deps } from '../base/deps'
import type { District } from './district'
import { insertRows } from './insert-rows'
import { PERSONAS } from './personas'

type Seeding = Pick<Deps, 'db' | 'now'>

/** SQL: the number of a persona's wards, or of the others in the household. */
const countOf = (is: '=' | '<>'): string =>
  `(select count(*) from jsonb_array_elements(coalesce(r->'household', '[]'::jsonb)) h where h->>'relation' ${is} 'ward')`

/**
 * Seeds streets, their areas, stations and offerings; existing ones are updated. A station that somebody has changed, an offering
 * that a manager has saved, and an area that there is are left as they are.
 */
export async function seedDistrict(deps: Seeding, district: District): Promise<void> {
  await insertRows(
    deps,
    `insert into street (code, name, lat, lng)
     select r.code, r.name, r.lat, r.lng from jsonb_to_recordset($1::jsonb) r(code text, name text, lat float8, lng float8)
     on conflict (code) do update set name = excluded.name, lat = excluded.lat, lng = excluded.lng`,
    district.streets,
  )
  await insertRows(
    deps,
    `insert into area (id, polygons) select r->>'id', r->'polygons' from jsonb_array_elements($1::jsonb) r
     on conflict (id) do nothing`,
    district.areas ?? [],
  )
  await insertRows(
    deps,
    `insert into station (id, kind, street, lat, lng, about)
     select r->>'id', r->>'kind', r->>'street', (r->>'lat')::float8, (r->>'lng')::float8, r
     from jsonb_array_elements($1::jsonb) r
     on conflict (id) do update set kind = excluded.kind, street = excluded.street, lat = excluded.lat,
       lng = excluded.lng, about = excluded.about
     where station.revision = 1`,
    district.stations,
  )
  await insertRows(
    deps,
    `insert into offering (station_id, id, about)
     select r->>'station', r->>'id', r from jsonb_array_elements($1::jsonb) r
     on conflict (station_id, id) do update set about = excluded.about, revision = offering.revision + 1, planned_to = null
     where offering.saved_at is null and offering.about <> excluded.about`,
    district.offerings,
  )
}

/**
 * Seeds the personas, their households and roles. Guardianships and roles are inserted with a new person only: someone who
 * left a household was erased, and seeding again must not bring them back without a name, nor a role that was ended.
 */
export async function seedPeople(deps: Seeding): Promise<void> {
  const now = moment(deps.now())
  const all = PERSONAS.flatMap((person) => [
    { ...person, guardian: person.id, relation: 'self' },
    ...(person.household ?? []).map((one) => ({ ...one, guardian: person.id })),
  ])
  await insertRows(
    deps,
    `with made as (
       insert into person (id, name, born, standing, persona, household, wards, created_at)
       select (r->>'id')::uuid, r->>'name', r->>'born',
         array(select jsonb_array_elements_text(coalesce(r->'standing', '[]'::jsonb))), r->>'persona',
         ${countOf('<>')}, ${countOf('=')}, '${now}'
       from jsonb_array_elements($1::jsonb) r on conflict (id) do nothing returning id
     ), bonds as (
       insert into guardianship (guardian_id, person_id, relation, station_id, consent_at, consent_covers, since)
       select (r->>'guardian')::uuid, made.id, r->>'relation', r->>'station',
         case when r->>'relation' = 'child' then '${now}'::timestamptz end,
         case when r->>'relation' = 'child' then '{${CONSENT_COVERS}}'::text[] else '{}' end, '${now}'
       from jsonb_array_elements($1::jsonb) with ordinality y(r, nth) join made on made.id = (r->>'id')::uuid order by nth
     ), known as (
       insert into standing (person_id, kind, since)
       select made.id, s.kind, '${now}' from jsonb_array_elements($1::jsonb) r join made on made.id = (r->>'id')::uuid
       cross join jsonb_array_elements_text(coalesce(r->'standing', '[]'::jsonb)) s(kind) where s.kind <> 'member'
     )
     insert into role (person_id, role, scope)
     select made.id, o->>'role', coalesce(o->>'scope', '') from jsonb_array_elements($1::jsonb) r
     join made on made.id = (r->>'id')::uuid
     cross join lateral jsonb_array_elements(coalesce(r->'roles', '[]'::jsonb)) with ordinality y(o, nth)
     order by made.id, nth`,
    all,
  )
}
