import { maskName } from '@core/account/person'
import type { Card } from '@core/attendance/card'
import { ok, type Result, refuse } from '@core/base/refusal'
import { moment } from '@core/base/time'
import type { PassKeys } from '../pass/keys'
import { makeCard } from '../pass/make'
import type { CardRow } from './queries'

/** The printed card of a booking. Its booker sees only the names of people they still care for. */
export async function cardOf(keys: PassKeys, viewer: string, row: CardRow): Promise<Result<Card>> {
  const mine = row.booker === viewer
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
