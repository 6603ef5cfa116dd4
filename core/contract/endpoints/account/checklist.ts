import * as v from 'valibot'
import { Finding } from '../../../account/checklist'
import { row } from '../../endpoint'

/** What a district still lacks before it opens. */
export const checklistEndpoints = {
  checklist: row({
    method: 'GET',
    path: '/api/checklist',
    who: { act: 'oversee', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'List what is fit and what is missing before the district opens, as `npm run doctor` does',
    answer: v.object({ findings: v.array(Finding) }),
  }),
}
