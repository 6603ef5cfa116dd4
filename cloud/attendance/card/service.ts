import { maskName } from '@core/account/person'
import { may } from '@core/account/role'
import type { Card } from '@core/attendance/card'
import { ok, type Result, refuse } from '@core/base/refusal'
import { moment } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { PassKeys } from '../pass/keys'
import { makeCard } from '../pass/make'
import { findCard } from './queries'

/** A booking's card, for the booker or for who is at its station’s door; to anybody else there is none. */
export async function cardOf(deps: Deps, keys: PassKeys, caller: Caller, id: string): Promise<Result<Card>> {
  const row = await findCard(deps.db, id)
  const mine = row?.booker === caller.id
  if (!row || !(mine || may(caller.roles, 'attend', row.station))) throw new ApiError('not-found')
  const { status, people, station } = row
  if (status === 'cancelled') return refuse({ refusal: 'cancelled' })
  if (status !== 'booked') return refuse({ refusal: 'not-offered' })
  const names = people.filter(({ name, known }) => name !== '' && (known || !mine)).map(({ name }) => name)
  const [startsAt, endsAt] = [moment(row.starts_at), moment(row.ends_at)]
  const booking = { id: row.id, startsAt, endsAt }
  return ok({
    text: await makeCard(keys, { booking, generation: row.generation, seats: row.seats }),
    names,
    seats: row.seats,
    ...(people.some((person) => person.id === row.booker) ? {} : { by: maskName(row.by_name) }),
    title: row.title,
    startsAt,
    endsAt,
    stationName: station.name,
    address: station.address,
    phone: station.phone,
    code: row.code,
  })
}
