import * as v from 'valibot'
import { StationPhoto } from '../../../place/photo'
import { AltText, PHOTOS_MOST, PhotoFile, PhotoName, UploadId, UploadPiece } from '../../../place/photo-upload'
import { StationId } from '../../../place/station'
import { Revision } from '../../../place/station-change'
import { FileAnswer, row } from '../../endpoint'

/** Photographs of a station. Each answer in its row: what stands beside the rows would be in the main package of the phone. */
export const photoEndpoints = {
  photo: row({
    method: 'GET',
    path: '/photos/:file',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary: 'One size of a photograph; its address holds a hash of the picture, so it may be stored for ever',
    params: v.object({ file: PhotoFile }),
    type: 'image/*',
    immutable: true,
    answer: FileAnswer,
  }),
  uploadPiece: row({
    method: 'POST',
    path: '/api/uploads',
    who: 'person',
    repeatable: true,
    status: 200,
    refusals: [],
    summary:
      'Send one piece of a picture in base64, of a station or of a certificate; what nothing refers to is deleted after an hour',
    body: UploadPiece,
    answer: v.object({ nth: v.number() }),
  }),
  addPhoto: row({
    method: 'POST',
    path: '/api/stations/:id/photos',
    who: { act: 'edit', at: 'station' },
    status: 201,
    refusals: ['photo-unreadable', 'photo-too-large', 'photos-full', 'photos-off'],
    summary: 'Add a photograph to a station, of two uploads: the page size and the thumbnail',
    params: v.object({ id: StationId }),
    body: v.strictObject({ page: UploadId, thumb: UploadId, alt: AltText }),
    answer: v.object({ photos: v.array(StationPhoto), revision: Revision }),
  }),
  arrangePhotos: row({
    method: 'PATCH',
    path: '/api/stations/:id/photos',
    who: { act: 'edit', at: 'station' },
    status: 200,
    refusals: ['station-changed'],
    summary: 'Order the photographs of a station and change their texts; those left out are removed',
    params: v.object({ id: StationId }),
    body: v.strictObject({
      revision: Revision,
      photos: v.pipe(v.array(v.strictObject({ name: PhotoName, alt: AltText })), v.maxLength(PHOTOS_MOST)),
    }),
    answer: v.object({ photos: v.array(StationPhoto), revision: Revision }),
  }),
}
