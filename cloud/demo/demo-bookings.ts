import { randomUUID } from 'node:crypto'
import { DAY, type Instant, moment } from '@core/base/time'
import { stationOf } from '@core/place/ids'
import type { Deps } from '../base/deps'
import { type BookingRequest, type BookOne, createBookOne } from '../booking/booking/book'
import { newBookingId, newDoorCode } from '../booking/booking/ids'
import { insertRows } from './insert-rows'

const SURNAMES = [...'陈林黄梁李何张吴刘郑罗谢']
const GIVEN = ['丽华', '志强', '秀英', '国栋', '小燕']
const COUNT = SURNAMES.length * GIVEN.length
/** Every third of the coming sessions gets some bookings of neighbours. */
const EVERY = 3
const MOST_AT_ONE = 5

export const neighbourId = (n: number): string => `00000000-0000-4000-8000-1${String(n).padStart(11, '0')}`
const neighbours = Array.from({ length: COUNT }, (_, n) => ({
  id: neighbourId(n),
  name: `${SURNAMES[n % SURNAMES.length]}${GIVEN[Math.floor(n / SURNAMES.length)]}`,
  born: `${1950 + n}-0${(n % 9) + 1}`,
}))

type UpcomingSession = { id: string; starts_at: Instant }

/** Seeds bookings of fictitious neighbours, so that the demo's rosters are not empty. They use the stored function `book`. */
export async function seedDemoBookings(
  deps: Pick<Deps, 'db' | 'now' | 'random'>,
  stations: readonly string[],
): Promise<void> {
  const now = deps.now()
  await insertNeighbours(deps, now)
  const sessions = await deps.db.query<UpcomingSession>(
    `select id, starts_at from session
     where station_id = any($1) and starts_at > $2 and starts_at < $3 and taken = 0 and capacity > 5
       and kind in ('activity', 'care') order by starts_at, id`,
    [stations, moment(now), moment(now + 2 * DAY)],
  )
  const book = createBookOne(deps.db)
  for (const [at, session] of sessions.entries()) {
    if (at % EVERY !== 0) continue
    const count = 2 + (at % (MOST_AT_ONE - 1))
    for (let n = 0; n < count; n++) await seatOne(book, deps, session, neighbourId((at * 7 + n) % COUNT), now)
  }
}

async function insertNeighbours(deps: Pick<Deps, 'db'>, now: Instant): Promise<void> {
  await insertRows(
    deps,
    `with made as (
       insert into person (id, name, born, created_at)
       select r.id, r.name, r.born, '${moment(now)}' from jsonb_to_recordset($1::jsonb) r(id uuid, name text, born text)
       on conflict (id) do nothing returning id
     )
     insert into guardianship (guardian_id, person_id, relation, since)
     select id, id, 'self', '${moment(now)}' from made`,
    neighbours,
  )
}

/** Books one seat; a refusal, such as an overlap, is ignored. */
async function seatOne(
  book: BookOne,
  deps: Pick<Deps, 'random'>,
  { id: session, starts_at }: UpcomingSession,
  booker: string,
  now: Instant,
) {
  const newRequest = (): BookingRequest => {
    const id = newBookingId(stationOf(session), now, deps.random)
    const code = newDoorCode(deps.random)
    const stored = { key: randomUUID(), fingerprint: '', answer: JSON.stringify({ id, session }) }
    const starts = moment(starts_at)
    return {
      id,
      session,
      starts,
      booker,
      people: [booker],
      wait: false,
      proxy: false,
      code,
      now,
      ...stored,
      withNewDoorCode: newRequest,
    }
  }
  await book(newRequest())
}
