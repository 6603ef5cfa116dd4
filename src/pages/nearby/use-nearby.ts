import { dayOf } from '@core/base/time'
import type { Session } from '@core/catalogue/session'
import type { Kind } from '@core/place/station'
import { useEffect, useMemo } from 'react'
import { sessionsKey, useSessions } from '@/features/catalogue/session/store'
import { useMyLocation } from '@/features/place/station/my-location'
import { findNear, type NearStation, splitByQuarterHour } from '@/features/place/station/nearby'
import { usePack } from '@/features/place/station/store'
import { afterTyping } from '@/platform/system/after-typing'
import { usePace } from '@/ui/layout/appearance'

/** Cards rendered per step, so that each update stays small. */
export const PAGE_SIZE = 8

/** Nearby stations, with today's sessions of those shown. */
export function useNearby(wanted: { kind: Kind | undefined; name: string }, shown: number, now: number) {
  const { pack } = usePack()
  const { place } = useMyLocation()
  const pace = usePace()
  const { kind, name } = wanted
  const all: NearStation[] = useMemo(
    () => (pack && place ? findNear(pack, place.spot, { kind, name }, pace) : []),
    [pack, place, kind, name, pace],
  )
  const ids = all.slice(0, shown).map(({ station }) => station.id)
  // One query per step, so that loading more does not invalidate earlier answers.
  const steps = useMemo(() => {
    const list = ids.join().split(',').filter(Boolean)
    return Array.from({ length: Math.ceil(list.length / PAGE_SIZE) }, (_, at) =>
      list.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE).join(),
    )
  }, [ids.join()])
  const today = dayOf(now)
  const { load, pages } = useSessions()
  useEffect(() => {
    const ask = () => {
      for (const station of steps) load({ station, from: today, to: today, limit: '300' })
    }
    // The list changes with each letter of a name; without one, nothing is being typed.
    if (name) return afterTyping(ask)
    ask()
    return undefined
  }, [steps, today, load, name])
  const asked = steps.map((station) => pages[sessionsKey({ station, from: today, to: today })])
  const known = new Map<string, Session[]>()
  steps.forEach((station, at) => {
    const page = asked[at]
    if (page?.state !== 'here') return
    for (const id of station.split(',')) known.set(id, [])
    for (const session of page.sessions) known.get(session.station)?.push(session)
  })
  return { all, ...splitByQuarterHour(all), known, pace }
}
