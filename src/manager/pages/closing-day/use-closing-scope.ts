import { may } from '@core/account/role'
import type { ClosingDay } from '@core/booking/closing-day'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { usePack } from '@/features/place/station/store'
import { useMyStations } from '@/manager/use-my-stations'

export type Scope = ClosingDay['scope']['scope']

/** What I may close: stations I manage; whole streets for street and district managers. */
export function useClosingScope() {
  const mine = useMyStations('change')
  const pack = usePack((state) => state.pack)
  const roles = useMe(({ me }) => me?.roles)
  const [chosenScope, setScope] = useState<Scope>()
  const [chosenStreet, setStreet] = useState<string>()
  const streets = (pack?.streets ?? []).filter(({ code }) => may(roles ?? [], 'change', { street: code }))
  const scope = streets.length ? (chosenScope ?? 'station') : 'station'
  const street = streets.find(({ code }) => code === chosenStreet) ?? streets[0]
  const station = mine.stations.find(({ id }) => id === mine.one) ?? mine.stations[0]
  const place = scope === 'street' ? street && { id: street.code, name: street.name } : station
  return { mine, scope, setScope, streets, street, setStreet, station, place }
}
