import { ok } from '@core/base/refusal'
import { UPLOADS_MOST } from '@core/place/photo-upload'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { checkFileName } from '../../storage/port'
import { writePiece } from '../upload/queries'
import { addStationPhoto, arrangeStationPhotos, readPhoto } from './service'

export function photoRoutes(deps: Deps): Handlers<'photo' | 'uploadPiece' | 'addPhoto' | 'arrangePhotos'> {
  return {
    async photo({ params: { file } }) {
      const body = await readPhoto(deps.storage, file)
      if (!body) throw new ApiError('not-found')
      return ok({ body, type: checkFileName(`photos/${file}`).type })
    },
    async uploadPiece({ caller, body }) {
      await writePiece(deps.db, caller.id, body, UPLOADS_MOST, deps.now())
      return ok({ nth: body.nth })
    },
    addPhoto: ({ caller, found: { id: station }, body }) => addStationPhoto(deps, { ...body, station, by: caller.id }),
    arrangePhotos: ({ caller, found: { id: station }, body }) =>
      arrangeStationPhotos(deps, { ...body, station, by: caller.id }),
  }
}
