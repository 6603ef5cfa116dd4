import * as v from 'valibot'
import { Born, Person, PersonName } from '../../../account/person'
import { Role } from '../../../account/role'
import { Uuid } from '../../../base/text'
import { StationId } from '../../../place/station'
import { row } from '../../endpoint'
import { WardsQuery } from '../../query'

/** The caller: themselves, everyone they book for, and their roles. */
export const Me = v.object({
  person: Person,
  people: v.array(Person),
  roles: v.array(Role),
  /** Phone number, masked; absent where none was given. */
  phone: v.optional(v.string()),
})
export type Me = v.InferOutput<typeof Me>

export const PersonId = Uuid

/** The caller, and the people they book for. */
export const personEndpoints = {
  me: row({
    method: 'GET',
    path: '/api/me',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'The caller, the people they book for, and their roles',
    answer: Me,
  }),
  /** The relation `ward` is known only to those who may book by proxy; to others it is `bad-input`. */
  addPerson: row({
    method: 'POST',
    path: '/api/people',
    who: 'person',
    status: 201,
    refusals: ['consent-needed', 'household-full', 'wards-full', 'words-risky'],
    summary: 'Add a child or a parent to the household; with a role, also a ward of the station',
    body: v.strictObject({
      name: PersonName,
      /** `ward` requires a role that may book by proxy. */
      relation: v.picklist(['child', 'parent', 'ward']),
      /** Of a ward: the station that looks after them; by default the first that the caller’s roles name. */
      station: v.optional(StationId),
      born: v.optional(Born),
      /** Guardian's consent, required for a child under 14; stored with its time. */
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
  /** The caller's own wards, while they have a role that may book by proxy. */
  wards: row({
    method: 'GET',
    path: '/api/wards',
    who: { act: 'proxy', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'List the caller’s wards, newest first; `q` filters by part of a name',
    query: WardsQuery,
    answer: v.object({ wards: v.array(Person) }),
  }),
  changePerson: row({
    method: 'PATCH',
    path: '/api/people/:id',
    who: { own: 'person' },
    status: 200,
    repeatable: true,
    refusals: ['consent-needed', 'words-risky'],
    summary: 'Change a name or a birth month, the caller’s or a dependant’s',
    params: v.object({ id: PersonId }),
    body: v.strictObject({
      name: v.optional(PersonName),
      born: v.optional(v.nullable(Born)),
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
  removePerson: row({
    method: 'DELETE',
    path: '/api/people/:id',
    who: { own: 'dependant' },
    status: 200,
    refusals: ['still-booked'],
    summary: 'Remove a dependant; name and birth month are erased unless another guardian remains',
    params: v.object({ id: PersonId }),
    answer: v.object({ removed: v.string() }),
  }),
}
