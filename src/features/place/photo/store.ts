import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { PhotoSize, StationPhoto } from '@core/place/photo'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import type { ChosenPicture } from '@/platform/pictures/chosen-picture'
import { sendPicture } from '@/platform/pictures/send-picture'

type Photos = Answer<Endpoints['addPhoto']>

/** Uploads both sizes and adds the photograph to the station. */
export async function addPhoto(
  station: string,
  picture: Pick<ChosenPicture, PhotoSize>,
  alt: string,
): Promise<CallOutcome<Photos>> {
  const page = await sendPicture(picture.page)
  if (typeof page !== 'string') return page
  const thumb = await sendPicture(picture.thumb)
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
