import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { PhotoSize, StationPhoto } from '@core/place/photo'
import { PIECE_LETTERS } from '@core/place/photo-upload'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import type { ChosenPicture } from '@/platform/pictures/chosen-picture'
import { randomId } from '@/platform/storage/device-ids'

type Photos = Answer<Endpoints['addPhoto']>
type Failed = Exclude<CallOutcome, { state: 'done' }>

/** Sends one size in pieces; the upload's id, or why it did not arrive. */
async function sendPieces(base64: string): Promise<string | Failed> {
  const upload = randomId()
  for (let nth = 0; nth * PIECE_LETTERS < base64.length; nth++) {
    const body = base64.slice(nth * PIECE_LETTERS, (nth + 1) * PIECE_LETTERS)
    const sent = await toOutcome(cloud('uploadPiece', { body: { upload, nth, body } }))
    if (sent.state !== 'done') return sent
  }
  return upload
}

/** Uploads both sizes and adds the photograph to the station. */
export async function addPhoto(
  station: string,
  picture: Pick<ChosenPicture, PhotoSize>,
  alt: string,
): Promise<CallOutcome<Photos>> {
  const page = await sendPieces(picture.page)
  if (typeof page !== 'string') return page
  const thumb = await sendPieces(picture.thumb)
  if (typeof thumb !== 'string') return thumb
  return toOutcome(cloud('addPhoto', { params: { id: station }, body: { page, thumb, alt } }))
}

/** Orders the photographs of a station, changes their texts, and removes those left out. */
export const arrangePhotos = (
  station: string,
  revision: number,
  photos: readonly Pick<StationPhoto, 'name' | 'alt'>[],
): Promise<CallOutcome<Photos>> =>
  toOutcome(
    cloud('arrangePhotos', {
      params: { id: station },
      body: { revision, photos: photos.map(({ name, alt }) => ({ name, alt })) },
    }),
  )
