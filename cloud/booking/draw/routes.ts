import { ok } from '@core/base/refusal'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { findDraw } from './queries'

export function drawRoutes({ db }: Deps): Handlers<'draw'> {
  return {
    async draw({ caller, params }) {
      const draw = await findDraw(db, params.id, caller?.id ?? null)
      if (!draw) throw new ApiError('not-found')
      return ok({ draw })
    },
  }
}
