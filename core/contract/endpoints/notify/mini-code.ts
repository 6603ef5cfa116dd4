import * as v from 'valibot'
import { GuardianCode } from '../../../account/guardian-code'
import { ROLE_CODE } from '../../../account/role-code'
import { SessionId } from '../../../catalogue/session'
import { StationId } from '../../../place/station'
import { row } from '../../endpoint'

/** What one scans to get to a page. */
export const MiniCode = v.object({
  /** The page, for a link, and for an ordinary code where WeChat made none. */
  path: v.string(),
  /** The mini-program code as WeChat drew it, its bytes in base64. Absent where there is no WeChat. */
  picture: v.optional(v.object({ type: v.picklist(['image/png', 'image/jpeg']), bytes: v.string() })),
})
export type MiniCode = v.InferOutput<typeof MiniCode>

/** Mini-program codes to print or to show. A resident shares a card or a link, which needs none of these. */
export const miniCodeEndpoints = {
  stationCode: row({
    method: 'GET',
    path: '/api/stations/:id/code',
    who: { act: 'attend', at: 'station' },
    status: 200,
    refusals: ['code-not-made'],
    summary: 'The code that leads to a station',
    params: v.object({ id: StationId }),
    answer: MiniCode,
  }),
  sessionCode: row({
    method: 'GET',
    path: '/api/sessions/:id/code',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: ['code-not-made'],
    summary: 'The code that leads to a session',
    params: v.object({ id: SessionId }),
    answer: MiniCode,
  }),
  invitationCode: row({
    method: 'POST',
    path: '/api/invitations/code',
    who: 'person',
    status: 200,
    refusals: ['code-not-made', 'bad-invitation'],
    summary: 'An invitation of mine as a code to scan. It is made anew each time and kept nowhere',
    body: v.strictObject({ code: GuardianCode }),
    answer: MiniCode,
  }),
  /** For whoever made the invitation. It ends with the role by which they made it. */
  roleCode: row({
    method: 'POST',
    path: '/api/roles/code',
    who: { own: 'role-code' },
    status: 200,
    refusals: ['code-not-made'],
    summary: 'An open invitation of mine as a mini-program code. It is made anew each time and kept nowhere',
    body: v.strictObject({ code: v.pipe(v.string(), v.regex(ROLE_CODE)) }),
    answer: MiniCode,
  }),
}
