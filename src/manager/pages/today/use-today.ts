import { mayManage, type Role } from '@core/role'
import type { Station } from '@core/station'
import { dayOf, HOUR, instant, MINUTE, moment, startOfDay } from '@core/time'
import { useEffect, useState } from 'react'
import { useMe } from '@/features/person/store'
import { type Asked, keyOf, useSessions } from '@/features/session/store'
import { usePack } from '@/features/station/store'

/** As many stations as one question to the cloud may name. */
const MOST = 40
const PAGE = '20'
/** What began earlier than this is over. */
const LONGEST = 4 * HOUR
const NO_ROLES: Role[] = []

/** Today at the stations I look after: all of them, a street's where they are many, or one. */
export function useToday(now: number) {
  const { pack } = usePack()
  const roles = useMe((state) => state.me?.roles ?? NO_ROLES)
  const mine = pack?.stations.filter((station) => mayManage(roles, station)) ?? []
  const [chosenStreet, setStreet] = useState<string>()
  const [one, setOne] = useState<string>()
  const [showsOver, setShowsOver] = useState(false)
  const street = mine.length > MOST ? (chosenStreet ?? mine[0]?.street) : undefined
  const here: Station[] = mine.filter((station) => !street || station.street === street).slice(0, MOST)
  const station = one ?? here.map(({ id }) => id).join()

  // The door is about what is on and what is next; on the half hour, so that the question stays the same for a while.
  const since = moment(Math.max(startOfDay(dayOf(now)), now - (now % (30 * MINUTE)) - LONGEST))
  const day = dayOf(now)
  const asked: Asked = { station, from: since, to: day, limit: PAGE }
  const askedOver: Asked = { station, from: day, to: day, limit: PAGE }
  const page = useSessions(({ pages }) => pages[keyOf(asked)])
  const pageOver = useSessions(({ pages }) => pages[keyOf(askedOver)])
  const { load, more } = useSessions.getState()
  const refresh = async () => {
    if (station) await Promise.all([load(asked), ...(showsOver ? [load(askedOver)] : [])])
  }
  useEffect(() => {
    refresh()
  }, [station, since, showsOver])

  const lasts = (session: { endsAt: string }) => instant(session.endsAt) > now
  return {
    page,
    pageOver,
    ahead: page?.sessions.filter(lasts) ?? [],
    over: pageOver?.sessions.filter((session) => !lasts(session)) ?? [],
    showsOver,
    showOver: () => setShowsOver(true),
    more: () => more(asked),
    moreOver: () => more(askedOver),
    refresh,
    /** To choose from: none where there is nothing to choose. */
    streets: street ? (pack?.streets ?? []) : [],
    street: pack?.streets.find(({ code }) => code === street),
    stations: here,
    one,
    chooseStreet: (code: string) => {
      setStreet(code)
      setOne(undefined)
    },
    chooseOne: setOne,
  }
}
