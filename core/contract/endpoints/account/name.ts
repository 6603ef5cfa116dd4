import * as v from 'valibot'
import { PersonName } from '../../../account/person'
import { row } from '../../endpoint'
import { PersonId } from './person'

/** Names that WeChat could not moderate in time; the district decides. */
export const nameEndpoints = {
  heldNames: row({
    method: 'GET',
    path: '/api/names',
    who: { act: 'oversee', at: 'district' },
    status: 200,
    refusals: [],
    summary:
      'Names that WeChat has not judged in a day, for the district; until it does, their writers alone read them',
    answer: v.object({ names: v.array(v.object({ person: v.string(), name: v.string(), at: v.string() })) }),
  }),
  answerName: row({
    method: 'POST',
    path: '/api/names/:id',
    who: { act: 'oversee', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'One of these, as it was read, may be read by all; or is to be put another way',
    params: v.object({ id: PersonId }),
    body: v.strictObject({ name: PersonName, pass: v.boolean() }),
    answer: v.object({}),
  }),
}
