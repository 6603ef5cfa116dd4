import { type Act, may, mayAnywhere } from '@core/account/role'
import { useMe } from '@/features/account/person/store'
import { useStation } from '@/features/place/station/store'

/** May I do that at this station, or, where none is named, anywhere? */
export function useMay(act: Act, station?: string): boolean {
  const roles = useMe(({ me }) => me?.roles) ?? []
  const known = useStation(station ?? '')
  // Before the list of stations has come nobody knows its street.
  return station && known ? may(roles, act, known) : mayAnywhere(roles, act)
}
