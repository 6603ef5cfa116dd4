import type { Person } from '@core/account/person'

type Household = readonly Pick<Person, 'id' | 'name'>[]
type Answer = { booking?: { people?: { id: string; name: string }[] }; names?: string; message?: string }

/**
 * A stored answer of an idempotency key as exported: with the names of the household only. A worker's bookings by proxy
 * name wards, who are the station's. A refusal names people without their ids, so its names must all be known.
 */
export function withoutWards(text: string, household: Household): string {
  const answer = JSON.parse(text) as Answer
  const known = new Map(household.map(({ id, name }) => [id, name]))
  if (answer.booking?.people) {
    const people = answer.booking.people.map((one) => ({ ...one, name: known.has(one.id) ? one.name : '' }))
    return JSON.stringify({ ...answer, booking: { ...answer.booking, people } })
  }
  if (answer.names === undefined) return text
  const names = [...known.values()]
  if (answer.names.split('、').every((name) => names.includes(name))) return text
  const { names: _, message: __, ...rest } = answer
  return JSON.stringify(rest)
}
