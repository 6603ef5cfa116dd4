import type { Session, SessionDetail } from '@core/session'
import { addDays, dayOf, instant } from '@core/time'
import { useEffect } from 'react'
import { keyOf, useSessions } from '@/features/session/store'

const DAYS = 7
const SHOWN = 3

/** The same on the coming days, with places: looked up when it is wanted, which is when this one is not to be had. */
export function useInstead(detail: SessionDetail | undefined, wanted: boolean, now: number): Session[] {
  const asked = detail && {
    station: detail.session.station,
    from: dayOf(instant(detail.session.startsAt)),
    to: addDays(dayOf(instant(detail.session.startsAt)), DAYS),
  }
  const page = useSessions(({ pages }) => (asked ? pages[keyOf(asked)] : undefined))
  useEffect(() => {
    if (wanted && asked) useSessions.getState().load(asked)
  }, [wanted, asked?.station, asked?.from])
  if (!wanted || !detail || !page) return []
  const { session, offering } = detail
  const possible = (one: Session) =>
    one.offering === offering.id && one.id !== session.id && one.left > 0 && instant(one.startsAt) > now
  return page.sessions.filter(possible).slice(0, SHOWN)
}
