import { ok } from '@core/base/refusal'
import { DAY, instant, isDay, startOfDay } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { findSessionByShortName } from '../../notify/mini-code/short-name'
import type { Handlers } from '../../runtime/handler'
import { findSession, listSessions } from './queries'

const DEFAULT_LIMIT = 200
const DEFAULT_DAYS = 14

const fromOf = (text: string): number => (isDay(text) ? startOfDay(text) : instant(text))
const toOf = (text: string): number => (isDay(text) ? startOfDay(text) + DAY : instant(text))

function afterOf(cursor: string | undefined) {
  if (!cursor) return undefined
  const cut = cursor.indexOf('~')
  return { startsAt: Number(cursor.slice(0, cut)), id: cursor.slice(cut + 1) }
}

/** A session by the short name in a mini code. */
async function findNamed({ db }: Deps, name: string) {
  const id = await findSessionByShortName(db, name)
  return id === undefined ? undefined : findSession(db, id)
}

export function sessionRoutes(deps: Deps): Handlers<'sessions' | 'session'> {
  return {
    async sessions({ query }) {
      const from = query.from ? fromOf(query.from) : deps.now()
      const to = query.to ? toOf(query.to) : from + DEFAULT_DAYS * DAY
      if (to <= from) throw new ApiError('bad-input', 'to')
      const limit = query.limit ?? DEFAULT_LIMIT
      const found = await listSessions(deps.db, {
        stations: query.station,
        kind: query.kind,
        from,
        to,
        limit: limit + 1,
        after: afterOf(query.cursor),
      })
      const page = found.slice(0, limit)
      const last = page[page.length - 1]
      const more = found.length > limit && last
      return ok({ sessions: page, ...(more ? { next: `${instant(last.startsAt)}~${last.id}` } : {}) })
    },
    async session({ params }) {
      const found = (await findSession(deps.db, params.id)) ?? (await findNamed(deps, params.id))
      if (!found) throw new ApiError('not-found')
      return ok({ session: found.session, offering: found.offering })
    },
  }
}
