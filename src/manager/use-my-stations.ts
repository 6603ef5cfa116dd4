import { type Act, may, type Role } from '@core/account/role'
import type { Station } from '@core/place/station'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { usePack } from '@/features/place/station/store'

/** Maximum number of stations in one query. */
const MAX_STATIONS = 40
const NO_ROLES: Role[] = []

/** Stations where I hold a permission: all, or one street's if there are too many; and the one chosen, if any. */
export function useMyStations(act: Act) {
  const { pack } = usePack()
  const roles = useMe((state) => state.me?.roles ?? NO_ROLES)
  const mine = pack?.stations.filter((station) => may(roles, act, station)) ?? []
  const [chosenStreet, setStreet] = useState<string>()
  const [one, setOne] = useState<string>()
  const code = mine.length > MAX_STATIONS ? (chosenStreet ?? mine[0]?.street) : undefined
  const stations: Station[] = mine.filter((station) => !code || station.street === code).slice(0, MAX_STATIONS)
  return {
    /** The station pack is not loaded yet. */
    unknown: !pack,
    /** Streets to choose from; empty if there is nothing to choose. */
    streets: code ? (pack?.streets ?? []) : [],
    street: pack?.streets.find((street) => street.code === code),
    stations,
    one,
    chooseStreet: (street: string) => {
      setStreet(street)
      setOne(undefined)
    },
    chooseOne: setOne,
  }
}
