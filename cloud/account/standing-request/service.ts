import type { GivenStanding } from '@core/account/standing-list'
import { CERTIFICATE_BYTES, DECIDED_DAYS, type StandingRequest, UNDECIDED_DAYS } from '@core/account/standing-request'
import { ok, type Result, refuse } from '@core/base/refusal'
import { DAY } from '@core/base/time'
import { PHOTO_SIZES } from '@core/place/photo-upload'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { deleteUploads } from '../../place/upload/queries'
import { readPicture } from '../../place/upload/service'
import { judgeTextWithin } from '../moderation/words'
import { askStanding, deleteDecided, endStandingRequest, listOverdue, listRequestsOf, readCertificate } from './queries'

/** Requests that their person sees. */
export const OWN_SHOWN = 20
const MEDIA_TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const

type Asking = { kind: GivenStanding; note?: string | undefined; picture: string }

/**
 * Stores a request with the picture of an upload, which is rewritten without metadata. A note that WeChat has not judged in
 * time is stored: only those who decide read it.
 */
export async function askForStanding(
  deps: Deps,
  by: string,
  { kind, note = '', picture: upload }: Asking,
): Promise<Result<{ requests: StandingRequest[] }>> {
  const picture = await readPicture(deps, by, upload)
  // Whatever comes of it: pieces of a certificate do not wait for the hourly job.
  await deleteUploads(deps.db, by, [upload])
  if (!picture) return refuse({ refusal: 'photo-unreadable' })
  const { side } = PHOTO_SIZES.page
  if (Math.max(picture.width, picture.height) > side || picture.bytes.length > CERTIFICATE_BYTES)
    return refuse({ refusal: 'photo-too-large', pixels: side })
  if (note && (await judgeTextWithin(deps, by, note, 'profile')) === 'risky') return refuse({ refusal: 'words-risky' })
  const outcome = await askStanding(deps.db, { person: by, kind, note, picture, now: deps.now() })
  if (outcome === 'gone') throw new ApiError('login-needed')
  if (outcome !== 'asked') return refuse({ refusal: outcome })
  return ok({ requests: await listRequestsOf(deps.db, by, OWN_SHOWN) })
}

/** The picture of a request that waits. Reading it leaves no row behind, so it is logged: who, and of which request. */
export async function showCertificate(
  { db, log }: Pick<Deps, 'db' | 'log'>,
  { caller, requestId, id }: { caller: Pick<Caller, 'id'>; requestId: string; id: string },
) {
  const found = await readCertificate(db, id)
  if (!found) throw new ApiError('not-found')
  log({ event: 'certificate-read', requestId, by: caller.id, of: id })
  return ok({ picture: { type: MEDIA_TYPES[found.type], bytes: found.bytes } })
}

/** Ends requests that nobody has decided in time, with their pictures, and forgets decided ones after a year. */
export async function endOverdueRequestsJob({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  for (const id of await listOverdue(db, now() - UNDECIDED_DAYS * DAY))
    await endStandingRequest(db, { id, outcome: 'lapsed', by: null, now: now() })
  await deleteDecided(db, now() - DECIDED_DAYS * DAY)
}
