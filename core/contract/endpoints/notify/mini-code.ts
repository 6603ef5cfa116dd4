import * as v from 'valibot'
import { GuardianCode } from '../../../account/code/guardian-code'
import { ROLE_CODE } from '../../../account/code/role-code'
import { SessionId } from '../../../place/ids'
import { StationId } from '../../../place/station'
import { row } from '../../endpoint'

/** A code that opens a page of the app. */
export const MiniCode = v.object({
  /** Path of the page, for a link, and for a plain QR code where WeChat issued none. */
  path: v.string(),
  /** WeChat's image of the mini-program code, in base64. Absent where WeChat is not configured. */
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
    summary: 'Mini-program code that opens a station',
    params: v.object({ id: StationId }),
    answer: MiniCode,
  }),
  sessionCode: row({
    method: 'GET',
    path: '/api/sessions/:id/code',
    who: { act: 'attend', at: 'session' },
    status: 200,
    refusals: ['code-not-made'],
    summary: 'Mini-program code that opens a session',
    params: v.object({ id: SessionId }),
    answer: MiniCode,
  }),
  invitationCode: row({
    method: 'POST',
    path: '/api/invitations/code',
    who: 'person',
    status: 200,
    refusals: ['code-not-made', 'bad-invitation'],
    summary: 'A guardian invitation of the caller as a mini-program code; made on each request, never stored',
    body: v.strictObject({ code: GuardianCode }),
    answer: MiniCode,
  }),
  /** For the author of the invitation only. It ends with the role by which they made it. */
  roleCode: row({
    method: 'POST',
    path: '/api/roles/code',
    who: { own: 'role-code' },
    status: 200,
    refusals: ['code-not-made'],
    summary: 'An open role invitation of the caller as a mini-program code; made on each request, never stored',
    body: v.strictObject({ code: v.pipe(v.string(), v.regex(ROLE_CODE)) }),
    answer: MiniCode,
  }),
}
