import { type Act, may, type Role } from '@core/account/role'
import type { Station } from '@core/place/station'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { usePack } from '@/features/place/station/store'

/** As many stations as one question to the cloud may name. */
const MAX_STATIONS = 40
const NO_ROLES: Role[] = []

/** The stations where I may do that: all of them, or a street's where they are many; and the one I chose, if any. */
export function useMyStations(act: Act) {
  const { pack } = usePack()
  const roles = useMe((state) => state.me?.roles ?? NO_ROLES)
  const mine = pack?.stations.filter((station) => may(roles, act, station)) ?? []
  const [chosenStreet, setStreet] = useState<string>()
  const [one, setOne] = useState<string>()
  const code = mine.length > MAX_STATIONS ? (chosenStreet ?? mine[0]?.street) : undefined
  const stations: Station[] = mine.filter((station) => !code || station.street === code).slice(0, MAX_STATIONS)
  return {
    /** The list of stations has not come yet. */
    unknown: !pack,
    /** To choose from: none where there is nothing to choose. */
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
