import { no, type Refusal, yes } from '@core/refusal'
import { sayRefusal } from '@core/words/say'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import type { PassKeys } from '../pass/keys'
import { makePass } from '../pass/make'
import { accept, cancel } from './own'
import { listOwn } from './queries'
import { createBook } from './service'

export function bookingRoutes(
  deps: Deps,
  keys: PassKeys,
): Handlers<'book' | 'bookings' | 'booking' | 'cancel' | 'accept' | 'pass'> {
  const book = createBook(deps)
  return {
    async book({ caller, body, key, language, requestId }) {
      const textOf = (why: Refusal) =>
        JSON.stringify({ code: 'refused', message: sayRefusal(language, why), requestId, ...why })
      const { status, answer } = await book({ caller, key, wish: body }, textOf)
      return { kept: { status, body: answer } }
    },
    async bookings({ caller, query: { session, wards } }) {
      const own = await listOwn(deps.db, caller.id, deps.now(), { session, wards: wards === '1' })
      return yes({ bookings: own.map(({ booking }) => booking) })
    },
    booking: async ({ found: { booking } }) => yes({ booking }),
    async cancel({ caller, found, query }) {
      const verdict = await cancel(deps, caller.id, found.booking, query.late === '1')
      return verdict.ok ? yes({ booking: verdict.value }) : verdict
    },
    async accept({ caller, found }) {
      const verdict = await accept(deps, caller.id, found.booking)
      return verdict.ok ? yes({ booking: verdict.value }) : verdict
    },
    async pass({ found: own }) {
      if (own.booking.status === 'cancelled') return no({ refusal: 'cancelled' })
      if (own.booking.status !== 'booked') return no({ refusal: 'not-offered' })
      return yes({ pass: await makePass(keys, own) })
    },
  }
}
