import { no, type Refusal, yes } from '@core/refusal'
import { sayRefusal } from '@core/words/say'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import type { PassKeys } from '../pass/keys'
import { makePass } from '../pass/make'
import { accept, cancel, findOwn } from './own'
import { listOwn } from './queries'
import { createBook } from './service'

export function bookingRoutes(
  deps: Deps,
  keys: PassKeys,
): Handlers<'book' | 'bookings' | 'cancel' | 'accept' | 'pass'> {
  const book = createBook(deps)
  return {
    async book({ caller, body, key, language, requestId }) {
      const textOf = (why: Refusal) =>
        JSON.stringify({ code: 'refused', message: sayRefusal(language, why), requestId, ...why })
      const { status, answer } = await book({ caller, key, wish: body }, textOf)
      return { kept: { status, body: answer } }
    },
    async bookings({ caller }) {
      return yes({ bookings: (await listOwn(deps.db, caller.id, deps.now())).map((own) => own.booking) })
    },
    async cancel({ caller, params, query }) {
      const verdict = await cancel(deps, caller.id, params.id, query.late === '1')
      return verdict.ok ? yes({ booking: verdict.value }) : verdict
    },
    async accept({ caller, params }) {
      const verdict = await accept(deps, caller.id, params.id)
      return verdict.ok ? yes({ booking: verdict.value }) : verdict
    },
    async pass({ caller, params }) {
      const own = await findOwn(deps, caller.id, params.id)
      if (own.booking.status === 'cancelled') return no({ refusal: 'cancelled' })
      if (own.booking.status !== 'booked') return no({ refusal: 'not-offered' })
      return yes({ pass: await makePass(keys, own) })
    },
  }
}
