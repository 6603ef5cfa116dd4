import type { Person } from '@core/account/person'
import type { Standing } from '@core/account/standing'
import type { Refusal } from '@core/base/refusal'
import { outlookOf } from '@core/booking/alternatives'
import { mayBook, mayCome } from '@core/booking/booking'
import { isDrawing, type SessionDetail } from '@core/catalogue/session'
import { useState } from 'react'
import { type BookingOutcome, useBookings } from '@/features/booking/booking/store'

/** People who were requested together, and the outcome. */
export type GroupOutcome = { people: string[]; names: string; outcome: BookingOutcome }

const nameOf = (people: readonly Person[]) => people.map((person) => person.name).join('、')

/** State of a booking request: who comes, together or apart, the outlook, and what prevents it. */
export function useBookingRequest(detail: SessionDetail | undefined, people: readonly Person[], now: number) {
  const { bookings, busy, book } = useBookings()
  const [chosen, setChosen] = useState<string[]>()
  const [apart, setApart] = useState(false)
  const [told, setTold] = useState<GroupOutcome[]>([])
  const session = detail?.session
  const mine = bookings.filter((one) => one.session === session?.id && one.status !== 'cancelled')

  const general = ((): Refusal | undefined => {
    if (!detail) return undefined
    const may = mayBook(detail.session, detail.offering, [], now)
    if (!may.ok) return may.why
    return isDrawing(detail.session, now) ? { refusal: 'draw-on' } : undefined
  })()
  /** Why one person cannot come. A reason that holds for everybody is shown once, at the button. */
  const whyNot = (person: Person): Refusal | undefined => {
    if (!detail || general) return undefined
    if (mine.some((booking) => booking.people.some(({ id }) => id === person.id)))
      return { refusal: 'already-booked', names: person.name }
    const may = mayCome(detail.offering.audience, person, detail.session.startsAt)
    return may.ok ? undefined : may.why
  }
  // Default: myself, unless I am refused; then nobody, and each person shows why.
  const first = people[0]
  const picked = chosen ?? (first && !whyNot(first) ? [first.id] : [])
  const comers = people.filter((person) => picked.includes(person.id))
  const maySplit = comers.length > 1 && !detail?.offering.audience.household
  const groups = maySplit && apart ? comers.map((person) => [person]) : [comers]
  const refused = ((): Refusal | undefined => {
    if (!detail || comers.length === 0) return undefined
    const { session: wanted, offering } = detail
    for (const group of groups) {
      const may = mayBook(wanted, offering, group, now)
      if (!may.ok) return may.why
      if (group.length > wanted.capacity) return { refusal: 'too-many', most: wanted.capacity }
    }
    return undefined
  })()
  // Members register at a station; every other standing can be asked for in the app.
  const only = detail?.offering.audience.only
  const lacks: Standing | undefined =
    only && only !== 'member' && people.length > 0 && people.every(({ standing }) => !standing.includes(only))
      ? only
      : undefined
  const outlook = session && outlookOf(session, comers.length, !(maySplit && apart))

  return {
    mine,
    busy,
    picked,
    whyNot,
    apart,
    told,
    outlook,
    /** Several people, and not a household session: they may book apart. */
    splits: maySplit,
    /** The standing that the session asks for, where nobody of us has it and one can ask for it. */
    lacks,
    /** Why it cannot be requested now. */
    blockedBy: general ?? refused,
    unanswered: told.some(({ outcome }) => outcome.state === 'no-signal'),
    goApart(yes: boolean) {
      setTold([])
      setApart(yes)
    },
    toggle(id: string) {
      setTold([])
      setChosen(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
    },
    /** Sends the request and returns each group's outcome; people without a booking stay chosen. */
    async submit(): Promise<GroupOutcome[]> {
      if (!session) return []
      const wait = outlook === 'line' || outlook === 'some'
      const ids = groups.map((group) => group.map((person) => person.id))
      const outcomes = await book(ids.map((group) => ({ session: session.id, people: group, wait })))
      const answers = outcomes.map(
        (outcome, at): GroupOutcome => ({
          people: ids[at] ?? [],
          names: nameOf(groups[at] ?? []),
          outcome,
        }),
      )
      setTold(answers)
      setChosen(answers.filter(({ outcome }) => outcome.state !== 'done').flatMap((one) => one.people))
      return answers
    },
  }
}
