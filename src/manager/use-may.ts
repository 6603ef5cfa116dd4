import { type Act, may, mayAnywhere } from '@core/account/role'
import { useMe } from '@/features/account/person/store'
import { useStation } from '@/features/place/station/store'

/** Whether I may do something at this station, or at any station if none is given. */
export function useMay(act: Act, station?: string): boolean {
  const roles = useMe(({ me }) => me?.roles) ?? []
  const known = useStation(station ?? '')
  // Until the pack is loaded, the station's street is unknown, so any of my stations counts.
  return station && known ? may(roles, act, known) : mayAnywhere(roles, act)
}
