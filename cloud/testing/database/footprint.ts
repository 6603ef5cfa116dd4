import type { Db } from '../../db/port'

/** Tables that a request may write. */
const COUNTED = [
  'street',
  'station',
  'offering',
  'session',
  'person',
  'guardianship',
  'role',
  'role_invitation',
  'past_role',
  'login',
  'passkey',
  'recovery_code',
  'booking',
  'seat',
  'person_time',
  'attendance',
  'scan',
  'session_change',
  'notice',
  'message',
  'message_permission',
  'idempotency',
  'draw',
  'draw_win',
  'strike',
  'calendar',
  'guardian_invitation',
  'pass_key',
  'migration',
  'stored_function',
  'closure',
  'closing',
  'closing_session',
  'station_change',
  'station_request',
  'photo',
  'photo_file',
  'upload_piece',
  'standing',
  'awaited_standing',
  'ending',
  'area',
  'invitee',
  'standing_request',
  'certificate',
]

/** Row counts and the sum of all session versions: if they are equal before and after, nothing was written. */
export async function footprint(db: Db): Promise<Record<string, number>> {
  const counts = COUNTED.map((table) => `(select count(*)::int from ${table}) as ${table}`)
  const [row] = await db.query<Record<string, number>>(
    `select ${counts.join(', ')}, (select sum(version)::int from session) as changes, (select sum(taken)::int from session) as taken`,
  )
  return row as Record<string, number>
}
