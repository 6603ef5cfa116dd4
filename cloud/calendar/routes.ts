import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import { sha256 } from '../hash'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { newToken } from '../login/service'
import { findOwner, listDated, writeAddress } from './queries'
import { calendarText } from './text'

const ENDING = /\.ics$/

export function calendarRoutes(deps: Deps): Handlers<'calendarLink' | 'calendarFeed' | 'bookingCalendar'> {
  return {
    async calendarLink({ caller }) {
      const token = newToken(deps.random)
      await writeAddress(deps.db, caller.id, sha256(token), deps.now())
      return yes({ path: `/api/calendar/${token}.ics` })
    },
    async calendarFeed({ params }) {
      const owner = await findOwner(deps.db, sha256(params.token.replace(ENDING, '')))
      if (!owner) throw new Wrong('not-found')
      return yes({ body: calendarText(await listDated(deps.db, owner)) })
    },
    async bookingCalendar({ caller, params }) {
      const dated = await listDated(deps.db, caller.id, params.id)
      if (dated.length === 0) throw new Wrong('not-found')
      return yes({ calendar: calendarText(dated) })
    },
  }
}
