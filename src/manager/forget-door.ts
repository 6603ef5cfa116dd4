import { may, mayAnywhere } from '@core/role'
import { useMe } from '@/features/person/store'
import { useDoor } from '@/features/roster/door'
import { indexOf, usePack } from '@/features/station/store'

/** What this phone keeps of a station's door goes with the role that opened it. */
function forgetDoor(): void {
  const { me } = useMe.getState()
  const { pack: door } = useDoor.getState()
  if (!me || !door) return
  const { pack } = usePack.getState()
  const station = pack && indexOf(pack).byId.get(door.station)
  // Before the list of stations has come nobody knows its street.
  const still = station ? may(me.roles, 'attend', station) : mayAnywhere(me.roles, 'attend')
  if (!still) useDoor.setState({ pack: undefined })
}

useMe.subscribe(forgetDoor)
forgetDoor()
