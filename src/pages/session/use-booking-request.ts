import type { Person } from '@core/account/person'
import type { Refusal } from '@core/base/refusal'
import { prospectOf } from '@core/booking/alternatives'
import { mayBook, mayCome } from '@core/booking/booking'
import { isDrawing, type SessionDetail } from '@core/catalogue/session'
import { useState } from 'react'
import { type Outcome, useBookings } from '@/features/booking/booking/store'

/** Who was asked for together, and what became of it. */
export type Told = { people: string[]; names: string; outcome: Outcome }

const nameOf = (people: readonly Person[]) => people.map((person) => person.name).join('、')

/** Who of us shall come, whether together; what that comes to, and what stands in its way. */
export function useWish(detail: SessionDetail | undefined, people: readonly Person[], now: number) {
  const { bookings, busy, book } = useBookings()
  const [chosen, setChosen] = useState<string[]>()
  const [apart, setApart] = useState(false)
  const [told, setTold] = useState<Told[]>([])
  const session = detail?.session
  const mine = bookings.filter((one) => one.session === session?.id && one.status !== 'cancelled')

  const general = ((): Refusal | undefined => {
    if (!detail) return undefined
    const may = mayBook(detail.session, detail.offering, [], now)
    if (!may.ok) return may.why
    return isDrawing(detail.session, now) ? { refusal: 'draw-on' } : undefined
  })()
  /** Of one alone; what holds for everybody is said once, at the button. */
  const whyNot = (person: Person): Refusal | undefined => {
    if (!detail || general) return undefined
    if (mine.some((booking) => booking.people.some(({ id }) => id === person.id)))
      return { refusal: 'already-booked', names: person.name }
    const may = mayCome(detail.offering.audience, person, detail.session.startsAt)
    return may.ok ? undefined : may.why
  }
  // Myself, unless it is not for me: then nobody, and each says why.
  const first = people[0]
  const picked = chosen ?? (first && !whyNot(first) ? [first.id] : [])
  const comers = people.filter((person) => picked.includes(person.id))
  const splits = comers.length > 1 && !detail?.offering.audience.household
  const parties = splits && apart ? comers.map((person) => [person]) : [comers]
  const refused = ((): Refusal | undefined => {
    if (!detail || comers.length === 0) return undefined
    const { session: wanted, offering } = detail
    for (const party of parties) {
      const may = mayBook(wanted, offering, party, now)
      if (!may.ok) return may.why
      if (party.length > wanted.capacity) return { refusal: 'too-many', most: wanted.capacity }
    }
    return undefined
  })()
  const prospect = session && prospectOf(session, comers.length, !(splits && apart))

  return {
    mine,
    busy,
    picked,
    whyNot,
    apart,
    told,
    prospect,
    /** More than one, and it is not for households alone: they may go apart. */
    splits,
    /** Why this cannot be asked for now. */
    hindered: general ?? refused,
    unanswered: told.some(({ outcome }) => outcome.state === 'no-signal'),
    goApart(yes: boolean) {
      setTold([])
      setApart(yes)
    },
    toggle(id: string) {
      setTold([])
      setChosen(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
    },
    /** Each party's outcome; who has none yet, or a no, stays chosen. */
    async submit(): Promise<Told[]> {
      if (!session) return []
      const wait = prospect === 'line' || prospect === 'some'
      const ids = parties.map((party) => party.map((person) => person.id))
      const outcomes = await book(ids.map((party) => ({ session: session.id, people: party, wait })))
      const answers = outcomes.map(
        (outcome, at): Told => ({
          people: ids[at] ?? [],
          names: nameOf(parties[at] ?? []),
          outcome,
        }),
      )
      setTold(answers)
      setChosen(answers.filter(({ outcome }) => outcome.state !== 'done').flatMap((one) => one.people))
      return answers
    },
  }
}
