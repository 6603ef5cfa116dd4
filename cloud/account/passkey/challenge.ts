import { CHALLENGE_LIFETIME } from '@core/account/passkey'
import { type Instant, moment } from '@core/base/time'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import { sha256 } from '../../util/hash'

/** WebAuthn wants 16 random bytes at least (13.4.3). */
const CHALLENGE_BYTES = 32

const newChallenge = ({ random }: Pick<Deps, 'random'>): string =>
  Buffer.from(random(CHALLENGE_BYTES)).toString('base64url')

/** What a challenge is for; `person`: whose id the new passkey carries. */
export type Purpose = { login: string; person: string } | { invitation: string; person: string } | 'login'

const columnsOf = (purpose: Purpose) => ({
  login: purpose !== 'login' && 'login' in purpose ? purpose.login : null,
  invitation: purpose !== 'login' && 'invitation' in purpose ? purpose.invitation : null,
  person: purpose === 'login' ? null : purpose.person,
})

/**
 * Makes a challenge and stores its hash. Undefined where the login it is for ended or is older than `freshSince`, or the
 * invitation is gone or used.
 */
export async function makeChallenge(deps: Deps, purpose: Purpose, freshSince?: Instant): Promise<string | undefined> {
  const challenge = newChallenge(deps)
  const now = deps.now()
  const { login, invitation, person } = columnsOf(purpose)
  const rows = await deps.db.query(
    `insert into passkey_challenge (challenge_hash, login_hash, invitation_hash, person_id, expires_at)
     select $1, $2::text, $3::text, $4::uuid, $5
     where ($2::text is null or exists
         (select from login where token_hash = $2 and expires_at > $6 and created_at > $7::timestamptz for key share))
       and ($3::text is null or exists
         (select from role_invitation where code_hash = $3 and expires_at > $6 and used_at is null for key share))
     returning 1`,
    [
      sha256(challenge),
      login,
      invitation,
      person,
      moment(now + CHALLENGE_LIFETIME),
      moment(now),
      freshSince === undefined ? null : moment(freshSince),
    ],
  )
  return rows.length ? challenge : undefined
}

type ChallengeRow = { login: string | null; invitation: string | null; person: string | null; expires: Instant }

/**
 * Uses a challenge up, whatever comes of it, so that an answer to it works once. True where it was for this purpose and has
 * not expired; for a new passkey, whose id it is to carry.
 */
export async function takeChallenge(
  db: Db,
  challenge: string,
  purpose: { login: string } | { invitation: string } | 'login',
  now: Instant,
): Promise<{ person: string | null } | undefined> {
  const [row] = await db.query<ChallengeRow>(
    `delete from passkey_challenge where challenge_hash = $1
     returning login_hash as login, invitation_hash as invitation, person_id as person, expires_at as expires`,
    [sha256(challenge)],
  )
  const wanted = columnsOf(purpose === 'login' ? purpose : { ...purpose, person: '' })
  const isFor = row && row.login === wanted.login && row.invitation === wanted.invitation && row.expires > now
  return isFor ? { person: row.person } : undefined
}

export async function deleteOldChallenges({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await db.query('delete from passkey_challenge where expires_at <= $1', [moment(now())])
}
