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
    summary: 'List names that WeChat has not moderated within a day; until then only their authors see them',
    answer: v.object({ names: v.array(v.object({ person: v.string(), name: v.string(), at: v.string() })) }),
  }),
  answerName: row({
    method: 'POST',
    path: '/api/names/:id',
    who: { act: 'oversee', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'Approve or reject a held name; it must still be the name that was read',
    params: v.object({ id: PersonId }),
    body: v.strictObject({ name: PersonName, pass: v.boolean() }),
    answer: v.object({}),
  }),
}
