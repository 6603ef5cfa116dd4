import { ok } from '@core/base/refusal'
import { newToken } from '../../account/login/service'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { sha256 } from '../../util/hash'
import { findOwner, listCalendarBookings, writeFeedToken } from './queries'
import { calendarText } from './text'

const ENDING = /\.ics$/

export function calendarRoutes(deps: Deps): Handlers<'calendarLink' | 'calendarFeed' | 'bookingCalendar'> {
  return {
    async calendarLink({ caller }) {
      const token = newToken(deps.random)
      await writeFeedToken(deps.db, caller.id, sha256(token), deps.now())
      return ok({ path: `/api/calendar/${token}.ics` })
    },
    async calendarFeed({ params }) {
      const owner = await findOwner(deps.db, sha256(params.token.replace(ENDING, '')))
      if (!owner) throw new ApiError('not-found')
      return ok({ body: calendarText(await listCalendarBookings(deps.db, owner), deps.district.title) })
    },
    async bookingCalendar({ caller, params }) {
      return ok({
        calendar: calendarText(await listCalendarBookings(deps.db, caller.id, params.id), deps.district.title),
      })
    },
  }
}
