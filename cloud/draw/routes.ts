import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { findDraw } from './queries'

export function drawRoutes({ db }: Deps): Handlers<'draw'> {
  return {
    async draw({ caller, params }) {
      const draw = await findDraw(db, params.id, caller?.id ?? null)
      if (!draw) throw new Wrong('not-found')
      return yes({ draw })
    },
  }
}
