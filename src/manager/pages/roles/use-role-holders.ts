import { DEPARTMENTS, may, type Role, type RoleName } from '@core/account/role'
import { rolesAtKind } from '@core/account/role-grants'
import type { Station, Street } from '@core/place/station'
import { useState } from 'react'
import { useMe } from '@/features/account/person/store'
import type { RolesQuery } from '@/features/account/role/store'
import { usePack } from '@/features/place/station/store'
import { useMyStations } from '@/manager/use-my-stations'
import { firstScope, type HolderScope } from './holder-scope'

/** Most frequent first. */
const AT_STATION: readonly RoleName[] = ['staff', 'station', 'member']

function offersOf(sort: HolderScope | undefined, station: Station | undefined, streets: readonly Street[]): Role[] {
  if (sort === 'street') return streets.map(({ code }) => ({ role: 'street', scope: code }))
  if (sort === 'department') return DEPARTMENTS.map((code) => ({ role: 'department', scope: code }))
  if (sort === 'district') return [{ role: 'district' }]
  if (sort === undefined || !station) return []
  const here = rolesAtKind(station.kind)
  return AT_STATION.filter((name) => here.includes(name)).map((role) => ({ role, scope: station.id }) as Role)
}

/** The scope whose role holders are shown: a station; for the district also streets, departments and itself. Undefined at first. */
export function useRoleHolders() {
  const mine = useMyStations('people')
  const streets = usePack(({ pack }) => pack?.streets) ?? []
  const whole = useMe(({ me }) => may(me?.roles ?? [], 'people', {}))
  const [chosen, setSort] = useState<HolderScope>()
  const sort = chosen ?? firstScope(whole, mine.unknown ? undefined : mine.stations)
  const station = mine.stations.find(({ id }) => id === mine.one) ?? mine.stations[0]
  const atStation = station && { of: 'station' as const, id: station.id }
  const asked: RolesQuery | undefined = sort === 'station' ? atStation : sort && { of: sort }
  return { mine, whole, sort, setSort, station, asked, offers: offersOf(sort, station, streets) }
}
