import { makeRoleCode, ROLE_CODE_RANDOM } from '@core/account/code/role-code'
import { CARD_LASTS, MANAGERS_MOST } from '@core/account/invitation'
import { type Role, whereMay } from '@core/account/role'
import { grantingRole } from '@core/account/role-grants'
import { ok, type Result } from '@core/base/refusal'
import { type Instant, MINUTE, moment } from '@core/base/time'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { crypto } from '../../util/crypto'
import { sha256 } from '../../util/hash'
import { listBatch, listManagerless, type ManagedStation, writeManagerInvitations } from './manager-queries'
import type { InvitationKeys } from './service'

type Asked = { batch: string; stations?: readonly string[] | undefined }

/**
 * Code of one card. Its random part is a MAC over the request's key and the station, so that a repeated request gets the
 * codes again though only their hashes are stored; without our key nobody can compute it.
 */
function codeOf(by: string, batch: string, station: string, until: Instant, key: Uint8Array): string {
  const random = crypto.mac(key, Buffer.from(`card ${by} ${batch} ${station}`)).subarray(0, ROLE_CODE_RANDOM)
  return makeRoleCode(until, random, key, crypto.mac)
}

/** The role of the caller by which they invite a manager to this station. */
const giverOf = (roles: readonly Role[], station: ManagedStation): Role => {
  const giver = grantingRole(roles, 'station', station)
  // Not theirs: as if it did not exist.
  if (!giver) throw new ApiError('not-found')
  return giver
}

/** Invites a manager to each of these stations, or of the caller's without one, in one transaction. */
export async function inviteManagers(
  { db, now }: Deps,
  keys: InvitationKeys,
  { id: by, roles }: Caller,
  { batch, stations: named }: Asked,
): Promise<Result<Answer<Endpoints['inviteManagers']>>> {
  const { stations, left } = await listManagerless(db, whereMay(roles, 'people'), named, MANAGERS_MOST)
  if (named && stations.length < new Set(named).size) throw new ApiError('not-found')
  const { signs, open } = await keys.ofRoles()
  const until = Math.floor(now() / MINUTE) * MINUTE + CARD_LASTS
  const cards = stations.map((station) => ({
    station: station.id,
    giver: giverOf(roles, station),
    hash: sha256(codeOf(by, batch, station.id, until, signs)),
  }))
  if (!(await writeManagerInvitations(db, { by, batch, cards, until, now: now() }))) throw new ApiError('not-found')
  // Read back: a repeated request finds those that the first has made, signed by the key of then.
  const made = await listBatch(db, by, batch)
  const invitations = made.map(({ id, station, hash, until: ends }) => {
    const codes = open.map((key) => codeOf(by, batch, station, ends, key))
    const code = codes.find((one) => sha256(one) === hash)
    if (!code) throw new Error('a card whose code cannot be computed again')
    return { id, station, code, until: moment(ends) }
  })
  return ok({ invitations, left })
}
