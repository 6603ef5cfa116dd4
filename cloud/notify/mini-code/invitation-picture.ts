import type { Result } from '@core/base/refusal'
import { type Instant, moment } from '@core/base/time'
import type { MiniCode } from '@core/contract/endpoints/notify/mini-code'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import { sha256 } from '../../util/hash'
import { fetchMiniCodeOnce, miniCodeRequest } from './service'

/** Invitations to a household and to a role: each table holds the hash of a code that is good once, until a time. */
const INVITATIONS = {
  guardian: { table: 'guardian_invitation', open: 'true' },
  // A used invitation keeps its row, so that using it again is refused as used.
  role: { table: 'role_invitation', open: 'used_at is null' },
} as const
type About = keyof typeof INVITATIONS

/** Least milliseconds between two pictures of one code, so that repeated taps do not call WeChat again. */
const PICTURE_APART_MS = 10_000

/** Leases an open invitation of this inviter for one picture; undefined if it is not theirs, or over. */
async function leasePicture(
  db: Db,
  about: About,
  code: string,
  by: string,
  now: Instant,
): Promise<{ claimed: boolean } | undefined> {
  const { table, open } = INVITATIONS[about]
  const [row] = await db.query<{ claimed: boolean }>(
    `with mine as (
       select code_hash from ${table} where code_hash = $1 and by_id = $2 and ${open} and expires_at > $3
     ), claim as (
       update ${table} i set asked_at = $3 from mine
       where i.code_hash = mine.code_hash and (i.asked_at is null or i.asked_at <= $4) returning 1
     )
     select exists (select from claim) as claimed from mine`,
    [sha256(code), by, moment(now), moment(now - PICTURE_APART_MS)],
  )
  return row
}

/**
 * WeChat's picture of an open invitation. It is fetched for each request and stored nowhere, because it holds a secret.
 * Undefined if the invitation is not this inviter's, or over; throws ApiError `unavailable` if asked for a moment ago.
 */
export async function invitationPicture(
  deps: Deps,
  about: About,
  code: string,
  by: string,
): Promise<Result<MiniCode> | undefined> {
  const found = await leasePicture(deps.db, about, code, by, deps.now())
  if (!found) return undefined
  if (!found.claimed) throw new ApiError('unavailable', undefined, PICTURE_APART_MS / 1_000)
  return fetchMiniCodeOnce(deps, miniCodeRequest(about, code))
}
