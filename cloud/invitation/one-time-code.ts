import type { Code } from '@core/contract/rows/code'
import type { Verdict } from '@core/refusal'
import { DAY, type Instant, moment } from '@core/time'
import { codeOnce, wantedOf } from '../code/service'
import type { Db } from '../db/port'
import type { Deps } from '../deps'
import { sha256 } from '../hash'
import { Wrong } from '../http/wrong'

/** How long an invitation is good. */
export const INVITATION_LASTS = 3 * DAY

/** Invitations to a household and to a role: each table holds the hash of a code that is good once, until a time. */
const INVITATIONS = {
  guardian: { table: 'invitation', open: 'true' },
  // Used, the row stays to say so.
  role: { table: 'role_invitation', open: 'used_at is null' },
} as const
type About = keyof typeof INVITATIONS

/** How long the picture of a code is not asked for again: one tap is one call, and a hundred taps are no more. */
const PICTURE_APART_MS = 10_000

/** Claims an open invitation of this giver's for one picture; undefined where it is not theirs, or over. */
async function claimPicture(
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
 * WeChat's picture of an open invitation, made anew each time and kept nowhere: it holds a secret. Undefined where it is
 * not this giver's, or over. Throws Wrong where it was asked for a moment ago.
 */
export async function pictureOf(
  deps: Deps,
  about: About,
  code: string,
  by: string,
): Promise<Verdict<Code> | undefined> {
  const found = await claimPicture(deps.db, about, code, by, deps.now())
  if (!found) return undefined
  if (!found.claimed) throw new Wrong('unavailable', undefined, PICTURE_APART_MS / 1_000)
  return codeOnce(deps, wantedOf(about, code))
}

/** Deletes those that are over. Until then one that was used says so. */
export async function forgetOneTimeCodes(
  db: Db,
  table: 'invitation' | 'role_invitation' | 'desk_code',
  before: Instant,
): Promise<void> {
  await db.query(`delete from ${table} where expires_at <= $1`, [moment(before)])
}
