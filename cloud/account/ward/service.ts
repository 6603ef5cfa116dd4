import type { Relation } from '@core/account/person'
import { may, mayAnywhere, whereMay } from '@core/account/role'
import type { Instant } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { forEachDue } from '../../db/retry'
import { findStation } from '../../place/station/queries'
import { handOverWards, listFormerWorkers } from './queries'

/**
 * The station for which a new ward is looked after: the one asked for; or the inviter's, if the caller works there too; or
 * the first of the caller's roles. Undefined for the household's own. Wards belong to station workers: for all others the relation `ward` is `bad-input`, like an unknown
 * value.
 */
export async function stationFor(
  { db }: Pick<Deps, 'db'>,
  { roles }: Pick<Caller, 'roles'>,
  relation: Relation,
  asked?: string | undefined,
  inviters?: string | null,
): Promise<string | undefined> {
  if (relation !== 'ward') return undefined
  if (!mayAnywhere(roles, 'proxy')) throw new ApiError('bad-input', 'relation')
  const [first] = whereMay(roles, 'proxy').stations.sort()
  for (const id of asked ? [asked] : [inviters, first]) {
    const station = id ? await findStation(db, id) : undefined
    if (station && may(roles, 'proxy', station)) return station.id
  }
  throw new ApiError('bad-input', 'station')
}

/** Hands over wards whose guardian has no role for them any more and for whom nobody could take over, or not at once. */
export async function handOverLeftWards({ db, now }: { db: Deps['db']; now: () => Instant }): Promise<void> {
  await forEachDue(await listFormerWorkers(db), (person) => handOverWards(db, person, now()))
}
