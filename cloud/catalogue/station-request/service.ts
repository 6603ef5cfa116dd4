import { ok, type Result, refuse } from '@core/base/refusal'
import { DOOR_ACCURACY, type StationRequest, type StationWish } from '@core/place/station-change'
import type { Deps } from '../../base/deps'
import { answerRequest, findStationRequest, writeRequest } from './queries'

type Requested = Result<{ request: StationRequest }>

async function told({ db }: Deps, id: string): Promise<Requested> {
  const found = await findStationRequest(db, id)
  if (!found) throw new Error('a request that was just written is gone')
  return ok({ request: found.request })
}

/** `accept`: whoever asks may decide it. A position that may be the next street is refused, whoever tells it. */
export async function requestStationChange(
  deps: Deps,
  asking: { station: string; wish: StationWish; by: string; accept: boolean },
): Promise<Requested> {
  const { wish } = asking
  if (wish.kind === 'position' && wish.accuracy > DOOR_ACCURACY)
    return refuse({ refusal: 'position-vague', metres: Math.round(wish.accuracy), within: DOOR_ACCURACY })
  return told(deps, await writeRequest(deps.db, { ...asking, now: deps.now() }))
}

export async function answerStationRequest(
  deps: Deps,
  answering: { id: string; accept: boolean; words: string; by: string },
): Promise<Requested> {
  const done = await answerRequest(deps.db, { ...answering, now: deps.now() })
  return done ? told(deps, answering.id) : refuse({ refusal: 'request-answered' })
}
