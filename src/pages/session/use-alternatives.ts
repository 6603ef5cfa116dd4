import { addDays, dayOf, instant } from '@core/base/time'
import { findInstead, type Instead } from '@core/booking/alternatives'
import type { SessionDetail } from '@core/catalogue/session'
import { useEffect, useMemo } from 'react'
import { keyOf, useSessions } from '@/features/catalogue/session/store'
import { usePlace } from '@/features/place/station/my-location'
import { findAround } from '@/features/place/station/nearby'
import { usePack, useStation } from '@/features/place/station/store'
import { usePace } from '@/ui/layout/appearance'

const DAYS = 7
const DAYS_NEARBY = 2
const MOST = '200'

/**
 * What there is instead, found on the phone: the same on other days, the same kind nearby. What is on is asked for when
 * it is wanted, which is when this one is not to be had.
 */
export function useInstead(detail: SessionDetail | undefined, people: number, wanted: boolean, now: number): Instead[] {
  const pack = usePack((state) => state.pack)
  const place = usePlace((state) => state.place)
  const station = useStation(detail?.session.station ?? '')
  const pace = usePace()
  const around = useMemo(() => {
    if (!wanted || !pack || !station) return []
    const near = findAround(pack, place?.spot ?? station, pace)
    return near.filter((one) => one.station.kind === station.kind && one.station.id !== station.id)
  }, [wanted, pack, place, station, pace])
  const day = detail && dayOf(instant(detail.session.startsAt))
  const today = dayOf(now)
  const asked = useMemo(() => {
    if (!detail || !day) return undefined
    const { station: here, kind } = detail.session
    const same = { station: here, kind, from: today, to: addDays(day, DAYS), limit: MOST }
    const nearby = around.map((one) => one.station.id).join()
    return [same, ...(nearby ? [{ ...same, station: nearby, from: day, to: addDays(day, DAYS_NEARBY) }] : [])]
  }, [detail?.session.id, day, today, around])
  useEffect(() => {
    if (wanted) for (const one of asked ?? []) useSessions.getState().load(one)
  }, [wanted, asked])
  const pages = useSessions((state) => state.pages)
  if (!wanted || !detail || !asked) return []
  const known = asked.flatMap((one) => pages[keyOf(one)]?.sessions ?? [])
  const near = new Map(around.map(({ station: { id }, minutes }) => [id, minutes]))
  return findInstead(known, { session: detail.session, people, now, near })
}
