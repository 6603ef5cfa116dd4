import { dayOf, HOUR, instant, MINUTE, moment } from '@core/base/time'
import { useEffect, useState } from 'react'
import { type SessionsQuery, sessionsKey, useSessions } from '@/features/catalogue/session/store'
import { useMyStations } from '@/manager/use-my-stations'

const PAGE = '20'
/** With fewer rows than this the next page is loaded unasked; more would cost the first render its budget. */
const ROWS_LEAST = 4
/** Sessions that began earlier than this count as over. */
const LONGEST = 4 * HOUR

/** Today's sessions at my stations: all of them, one street's if there are too many, or one station's. */
export function useToday(now: number) {
  const mine = useMyStations('look')
  const { one } = mine
  const [showsOver, setShowsOver] = useState(false)
  const station = one ?? mine.stations.map(({ id }) => id).join()

  // Running and coming sessions, those that began before midnight too. Rounded to the half hour, so that the query key stays
  // the same for a while.
  const since = moment(now - (now % (30 * MINUTE)) - LONGEST)
  const day = dayOf(now)
  const asked: SessionsQuery = { station, from: since, to: day, limit: PAGE }
  const askedOver: SessionsQuery = { station, from: day, to: day, limit: PAGE }
  const page = useSessions(({ pages }) => pages[sessionsKey(asked)])
  const pageOver = useSessions(({ pages }) => pages[sessionsKey(askedOver)])
  const { load, more } = useSessions.getState()
  const refresh = async () => {
    if (station) await Promise.all([load(asked), ...(showsOver ? [load(askedOver)] : [])])
  }
  useEffect(() => {
    refresh()
  }, [station, since, showsOver])

  const lasts = (session: { endsAt: string }) => instant(session.endsAt) > now
  const ahead = page?.sessions.filter(lasts) ?? []
  // The first page begins with what began hours ago: late in the day all of it may be over.
  const isShort = page?.state === 'here' && page.next !== undefined && ahead.length < ROWS_LEAST
  useEffect(() => {
    if (isShort) more(asked)
  }, [isShort])
  return {
    page,
    pageOver,
    ahead,
    over: pageOver?.sessions.filter((session) => !lasts(session)) ?? [],
    showsOver,
    showOver: () => setShowsOver(true),
    more: () => more(asked),
    moreOver: () => more(askedOver),
    refresh,
    ...mine,
  }
}
