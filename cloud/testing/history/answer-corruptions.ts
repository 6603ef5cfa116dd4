import type { CallRecord } from './call-log'
import {
  answersOf,
  bookingIn,
  type Corruptions,
  finalSession,
  firstAnswerOf,
  required,
  rewriteAnswer,
  rewriteBooking,
} from './corruption'
import { HOT } from './rush-scenario'

/** Corruptions of answers and of the recorded calls. */
export const ANSWER_CORRUPTIONS: Corruptions = {
  'two versions are swapped': [
    /^(booking|version) /,
    (history) => {
      const [one, other] = answersOf(history, 'book', 201, HOT)
      const [a, b] = [bookingIn(required(one, 'booking')), bookingIn(required(other, 'second booking'))]
      rewriteBooking(history, one as CallRecord, { version: b.version })
      rewriteBooking(history, other as CallRecord, { version: a.version })
    },
  ],
  'a version is used twice': [
    /the replay is at/,
    (history) => {
      const [one, other] = answersOf(history, 'book', 201, HOT)
      rewriteBooking(history, required(one, 'booking'), {
        version: bookingIn(required(other, 'second booking')).version,
      })
    },
  ],
  'a version is skipped': [
    /the replay is at/,
    (history) => {
      rewriteBooking(history, required(answersOf(history, 'book', 201, HOT).at(-1), 'booking'), { version: 100_000 })
    },
  ],
  'a booking exists that nobody requested': [
    /the replay is at/,
    (history) => {
      const { text } = firstAnswerOf(history, 'book', 201, HOT).heard
      history.log = history.log.filter((one) => one.heard.text !== text)
    },
  ],
  'more people are seated than there are seats': [
    /the replay is at/,
    (history) => {
      rewriteAnswer(
        history,
        firstAnswerOf(history, 'book', 'full', HOT),
        () => {
          const last = answersOf(history, 'book', 201, HOT).at(-1)
          return {
            booking: { ...bookingIn(required(last, 'booking')), id: 'hp001.beyond', status: 'booked', version: 9 },
          }
        },
        201,
      )
    },
  ],
  'the waitlist place in an answer is wrong': [
    /^version .* instead of/,
    (history) => {
      const entry = required(
        answersOf(history, 'book', 201).find((one) => bookingIn(one).line),
        'waitlist place',
      )
      rewriteBooking(history, entry, { line: { place: (bookingIn(entry).line?.place ?? 0) + 1 } })
    },
  ],
  'a retry gets a different answer': [
    /^one key, two answers/,
    (history) => {
      const retried = answersOf(history, 'book', 201).find((one) =>
        history.log.some((other) => other !== one && other.heard.text === one.heard.text),
      )
      const entry = required(retried, 'retry')
      entry.heard = { ...entry.heard, text: entry.heard.text.replace(/"code":"\d/, '"code":"x') }
    },
  ],
  'one key is accepted for two requests': [
    /^one key, two answers/,
    (history) => {
      const entry = required(
        history.log.find((one) => one.heard.status === 422),
        'reused key',
      )
      entry.heard = { ...firstAnswerOf(history, 'book', 201).heard }
    },
  ],
  // Where another call has made that version, the answer is checked as a repeated one, which was never true.
  'an offer is accepted after its deadline': [
    /the replay is at|^never true .*"kind":"accept"/,
    (history) => {
      const entry = firstAnswerOf(history, 'accept', 'offer-over')
      const booking = 'booking' in entry.call ? entry.call.booking : ''
      const original = required(
        answersOf(history, 'book', 201).find((one) => bookingIn(one).id === booking),
        'booking of the offer',
      )
      const { line: _none, ...body } = bookingIn(original)
      const version = finalSession(history, bookingIn(original).session).version
      entry.heard = { status: 200, text: JSON.stringify({ booking: { ...body, status: 'booked', version } }) }
    },
  ],
  'a session is called full before the first booking': [
    /^never true .*"full"/,
    (history) => {
      const entry = { ...firstAnswerOf(history, 'book', 'full', HOT) }
      const call = { ...entry.call, key: 'a-key-of-its-own' } as CallRecord['call']
      history.log.push({ ...entry, call, sent: -2, answered: -1 })
    },
  ],
  'more seats are called free than there were': [
    /^never true .*"full"/,
    (history) => {
      rewriteAnswer(history, firstAnswerOf(history, 'book', 'full'), (body) => ({ ...body, left: 99 }))
    },
  ],
  'an overlap is reported that does not exist': [
    /^overlap without a reason/,
    (history) => {
      const entry = { ...firstAnswerOf(history, 'book', 'overlap') }
      const call = { ...entry.call, key: 'a-key-of-its-own' } as CallRecord['call']
      history.log.push({ ...entry, call, sent: -2, answered: -1 })
    },
  ],
  'one person has seats in two overlapping sessions': [
    /^in two places at once/,
    (history) => {
      const refused = firstAnswerOf(history, 'book', 'overlap')
      const side = 'session' in refused.call ? refused.call.session : ''
      const last = firstAnswerOf(history, 'book', 201, side)
      const booking = { ...bookingIn(last), id: 'hp001.elsewhere', version: finalSession(history, side).version + 1 }
      rewriteAnswer(history, refused, () => ({ booking }), 201)
    },
  ],
  'a cancellation succeeds twice': [
    /the replay is at/,
    (history) => {
      const entry = firstAnswerOf(history, 'cancel', 'cancelled')
      const booking = 'booking' in entry.call ? entry.call.booking : ''
      const success = answersOf(history, 'cancel', 200).find(
        ({ call }) => 'booking' in call && call.booking === booking,
      )
      entry.heard = required(success, 'cancellation').heard
    },
  ],
  'an answer comes before the version it depends on': [
    /was answered before version/,
    (history) => {
      const entry = required(
        answersOf(history, 'book', 201, HOT)
          .sort((a, b) => bookingIn(a).version - bookingIn(b).version)
          .at(-1),
        'booking',
      )
      Object.assign(entry, { sent: -2, answered: -1 })
    },
  ],
  'a change of an outdated version succeeds': [
    /the replay is at/,
    (history) => {
      const entry = firstAnswerOf(history, 'resize', 'changed-meanwhile')
      entry.heard = { ...firstAnswerOf(history, 'resize', 200).heard }
    },
  ],
  'a capacity is set that nobody requested': [
    /the replay is at|^session .* in the end/,
    (history) => {
      const entry = required(answersOf(history, 'resize', 200).at(-1), 'change of capacity')
      history.log = history.log.filter((one) => one !== entry)
    },
  ],
  'fewer bookings are reported as called off than there were': [
    /the replay is at/,
    (history) => {
      rewriteAnswer(history, firstAnswerOf(history, 'callOff', 200), (body) => ({
        ...body,
        told: Number(body.told) - 1,
      }))
    },
  ],
}
