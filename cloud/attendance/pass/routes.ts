import { ok, refuse } from '@core/base/refusal'
import type { Handlers } from '../../runtime/handler'
import type { PassKeys } from './keys'
import { makePass } from './make'

export function passRoutes(keys: PassKeys): Handlers<'pass'> {
  return {
    async pass({ found: own }) {
      if (own.booking.status === 'cancelled') return refuse({ refusal: 'cancelled' })
      if (own.booking.status !== 'booked') return refuse({ refusal: 'not-offered' })
      return ok({ pass: await makePass(keys, own) })
    },
  }
}
