import * as v from 'valibot'
import { Born, Person, PersonName } from '../../../account/person'
import { Role } from '../../../account/role'
import { Uuid } from '../../../base/text'
import { row } from '../../endpoint'
import { WardsQuery } from '../../query'

export const Me = v.object({
  person: Person,
  people: v.array(Person),
  roles: v.array(Role),
  /** Masked; only where one was given. */
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
    summary: 'Me, the people I book for, and what I look after',
    answer: Me,
  }),
  /** The relation `ward` is known only to those who may book by proxy; to others it is `bad-input`. */
  addPerson: row({
    method: 'POST',
    path: '/api/people',
    who: 'person',
    status: 201,
    refusals: ['consent-needed', 'household-full', 'wards-full', 'words-risky'],
    summary: 'A child or a parent joins the people I book for; with a role, somebody my station looks after',
    body: v.strictObject({
      name: PersonName,
      /** A `ward` is only for who has a role. */
      relation: v.picklist(['child', 'parent', 'ward']),
      born: v.optional(Born),
      /** A child under 14 needs the guardian's word; it is kept with its time. */
      consent: v.optional(v.boolean()),
    }),
    answer: v.object({ person: Person }),
  }),
  /** The caller's own wards, while they have a role that looks after some. */
  wards: row({
    method: 'GET',
    path: '/api/wards',
    who: { act: 'proxy', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'Whom my station looks after through me, the newest first; `q` is part of a name',
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
    summary: 'Mend a name or a birth month, mine or of one I book for',
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
    summary: 'One leaves the people I book for; name and birth month are erased',
    params: v.object({ id: PersonId }),
    answer: v.object({ removed: v.string() }),
  }),
}
