import * as v from 'valibot'
import { Draw } from '../../../booking/draw'
import { SessionId } from '../../../place/ids'
import { row } from '../../endpoint'

/** The draw of a session, checkable by anyone. */
export const drawEndpoints = {
  draw: row({
    method: 'GET',
    path: '/api/sessions/:id/draw',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'The draw of a session: its commitment, and once it is made, everything needed to verify it',
    params: v.object({ id: SessionId }),
    answer: v.object({ draw: Draw }),
  }),
}
