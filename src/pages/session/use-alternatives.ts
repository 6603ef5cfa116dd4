import { addDays, dayOf, instant } from '@core/base/time'
import { type Alternative, findAlternatives } from '@core/booking/alternatives'
import type { SessionDetail } from '@core/catalogue/session'
import { useEffect, useMemo } from 'react'
import { sessionsKey, useSessions } from '@/features/catalogue/session/store'
import { useMyLocation } from '@/features/place/station/my-location'
import { findStationsAround } from '@/features/place/station/nearby'
import { usePack, useStation } from '@/features/place/station/store'
import { usePace } from '@/ui/layout/appearance'

const DAYS = 7
const DAYS_NEARBY = 2
const MAX_SESSIONS = '200'

/**
 * Alternatives, computed on the phone: the same offering on other days, the same kind nearby. Sessions are loaded only
 * when this one cannot be had.
 */
export function useAlternatives(
  detail: SessionDetail | undefined,
  people: number,
  wanted: boolean,
  now: number,
): Alternative[] {
  const pack = usePack((state) => state.pack)
  const place = useMyLocation((state) => state.place)
  const station = useStation(detail?.session.station ?? '')
  const pace = usePace()
  const around = useMemo(() => {
    if (!wanted || !pack || !station) return []
    const near = findStationsAround(pack, place?.spot ?? station, pace)
    return near.filter((one) => one.station.kind === station.kind && one.station.id !== station.id)
  }, [wanted, pack, place, station, pace])
  const day = detail && dayOf(instant(detail.session.startsAt))
  const today = dayOf(now)
  const asked = useMemo(() => {
    if (!detail || !day) return undefined
    const { station: here, kind } = detail.session
    const same = { station: here, kind, from: today, to: addDays(day, DAYS), limit: MAX_SESSIONS }
    const nearby = around.map((one) => one.station.id).join()
    return [same, ...(nearby ? [{ ...same, station: nearby, from: day, to: addDays(day, DAYS_NEARBY) }] : [])]
  }, [detail?.session.id, day, today, around])
  useEffect(() => {
    if (wanted) for (const one of asked ?? []) useSessions.getState().load(one)
  }, [wanted, asked])
  const pages = useSessions((state) => state.pages)
  if (!wanted || !detail || !asked) return []
  const known = asked.flatMap((one) => pages[sessionsKey(one)]?.sessions ?? [])
  const near = new Map(around.map(({ station: { id }, minutes }) => [id, minutes]))
  return findAlternatives(known, { session: detail.session, people, now, near })
}
