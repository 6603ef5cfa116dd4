import * as v from 'valibot'
import { GuardianCode } from '../../account/guardian-code'
import { SessionId } from '../../place/ids'
import { StationId } from '../../place/station'
import { row } from '../endpoint'

/** What one scans to get to a page. */
export const MiniCode = v.object({
  /** The page, for a link, and for an ordinary code where WeChat made none. */
  path: v.string(),
  /** The mini-program code as WeChat drew it, its bytes in base64. Absent where there is no WeChat. */
  picture: v.optional(v.object({ type: v.picklist(['image/png', 'image/jpeg']), bytes: v.string() })),
})
export type MiniCode = v.InferOutput<typeof MiniCode>

/** Codes to print or to show. A resident shares a card or a link, which needs none of these. */
export const miniCode = {
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
}
