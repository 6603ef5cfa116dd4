import { ok, type Refusal } from '@core/base/refusal'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { accept, cancel } from './own'
import { listOwn } from './queries'
import { createBook } from './service'

export function bookingRoutes(deps: Deps): Handlers<'book' | 'bookings' | 'booking' | 'cancel' | 'accept'> {
  const book = createBook(deps)
  return {
    async book({ caller, body, key, language, requestId }) {
      const textOf = (why: Refusal) =>
        JSON.stringify({ code: 'refused', message: sayAnyRefusal(language, why), requestId, ...why })
      const { status, answer } = await book({ caller, key, request: body }, textOf)
      return { stored: { status, body: answer } }
    },
    async bookings({ caller, query: { session, wards } }) {
      const own = await listOwn(deps.db, caller.id, deps.now(), { session, wards: wards === '1' })
      return ok({ bookings: own.map(({ booking }) => booking) })
    },
    booking: async ({ found: { booking } }) => ok({ booking }),
    async cancel({ caller, found, query }) {
      const verdict = await cancel(deps, caller.id, found.booking, query.late === '1')
      return verdict.ok ? ok({ booking: verdict.value }) : verdict
    },
    async accept({ caller, found, query }) {
      const verdict = await accept(deps, caller.id, found.booking, query.startsAt)
      return verdict.ok ? ok({ booking: verdict.value }) : verdict
    },
  }
}
