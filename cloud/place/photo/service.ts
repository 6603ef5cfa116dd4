import { createHash } from 'node:crypto'
import type { Picture } from '@core/base/picture/picture'
import { ok, type Result, refuse } from '@core/base/refusal'
import { MINUTE } from '@core/base/time'
import { type PhotoSize, photoFile, type StationPhoto } from '@core/place/photo'
import { PHOTO_SIZES, PHOTOS_MOST, UPLOAD_FOR } from '@core/place/photo-upload'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Storage } from '../../storage/port'
import { deleteOldPieces, deleteUploads } from '../upload/queries'
import { readPicture } from '../upload/service'
import { addPhoto, arrangePhotos, claimFile, forgetFile, listPhotos, markRemovable } from './queries'

/** A file is stored within seconds of its claim; what is claimed and never named goes after this long. */
const CLAIM_FOR = 10 * MINUTE
/** Seconds after which a photograph whose file is being removed may be sent again. */
const RETRY_SECONDS = 2
const FOLDER = 'photos'
const SIZES = Object.keys(PHOTO_SIZES) as PhotoSize[]

const pathsOf = (name: string): string[] => SIZES.map((size) => `${FOLDER}/${photoFile(name, size)}`)

/** 128 bits over both sizes: an address never shows another picture, so it may be cached for ever. */
const nameOf = (page: Picture, thumb: Picture): string =>
  `${createHash('sha256').update(page.bytes).update(thumb.bytes).digest('hex').slice(0, 32)}.${page.type}`

/** `edges`: a side or the bytes of one size are beyond its figures. */
const isTooLarge = ({ width, height, bytes }: Picture, size: PhotoSize): boolean =>
  Math.max(width, height) > PHOTO_SIZES[size].side || bytes.length > PHOTO_SIZES[size].bytes

type Adding = { station: string; page: string; thumb: string; alt: string; by: string }
type Arranged = { photos: StationPhoto[]; revision: number }

/**
 * Claims the file's name, stores both sizes, and names them on the station: in this order a crash leaves nothing that a
 * station shows and the storage lacks; a claim without a station is removed later.
 */
export async function addStationPhoto(deps: Deps, adding: Adding): Promise<Result<Arranged>> {
  const { db, storage, now } = deps
  if (!storage) return refuse({ refusal: 'photos-off' })
  const { station, alt, by } = adding
  const [page, thumb] = [await readPicture(deps, by, adding.page), await readPicture(deps, by, adding.thumb)]
  if (!page || !thumb || page.type !== thumb.type) return refuse({ refusal: 'photo-unreadable' })
  if (isTooLarge(page, 'page') || isTooLarge(thumb, 'thumb'))
    return refuse({ refusal: 'photo-too-large', pixels: PHOTO_SIZES.page.side })
  const name = nameOf(page, thumb)
  const busy = () => new ApiError('unavailable', undefined, RETRY_SECONDS)
  if (!(await claimFile(db, name, now() + CLAIM_FOR))) throw busy()
  const pictures = { page, thumb }
  for (const size of SIZES) await storage.put(`${FOLDER}/${photoFile(name, size)}`, pictures[size].bytes)
  const added = await addPhoto(db, { station, name, alt, most: PHOTOS_MOST, by, now: now() })
  if (added === 'full') return refuse({ refusal: 'photos-full', most: PHOTOS_MOST })
  // The claim had passed: storing took longer than it lasts.
  if (added === 'unclaimed') throw busy()
  await deleteUploads(db, by, [adding.page, adding.thumb])
  return ok({ photos: await listPhotos(db, station), revision: added.revision })
}

type Arranging = { station: string; revision: number; photos: readonly { name: string; alt: string }[]; by: string }

export async function arrangeStationPhotos(deps: Deps, arranging: Arranging): Promise<Result<Arranged>> {
  const revision = await arrangePhotos(deps.db, { ...arranging, now: deps.now() })
  if (revision === undefined) return refuse({ refusal: 'station-changed' })
  await removeUnnamedFiles(deps)
  return ok({ photos: await listPhotos(deps.db, arranging.station), revision })
}

/**
 * Removes the files that no station names. First they are marked, so that nobody can claim them meanwhile; what fails is
 * tried again by the next round of jobs.
 */
export async function removeUnnamedFiles({ db, storage, now, log }: Pick<Deps, 'db' | 'storage' | 'now' | 'log'>) {
  if (!storage) return
  for (const name of await markRemovable(db, now())) {
    try {
      for (const path of pathsOf(name)) await storage.remove(path)
      await forgetFile(db, name)
    } catch (fault) {
      log({ event: 'photo-not-removed', error: (fault as Error).name })
    }
  }
}

export const deleteOldUploads = ({ db, now }: Pick<Deps, 'db' | 'now'>) => deleteOldPieces(db, now() - UPLOAD_FOR)

/** The bytes of one size of a photograph. */
export const readPhoto = (storage: Storage | undefined, file: string) => storage?.get(`${FOLDER}/${file}`)
