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
import { HOT, SOON } from './rush-scenario'

/** What callers were told, or told of. */
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
  'a version is made twice': [
    /the line explains/,
    (history) => {
      const [one, other] = answersOf(history, 'book', 201, HOT)
      rewriteBooking(history, required(one, 'booking'), {
        version: bookingIn(required(other, 'second booking')).version,
      })
    },
  ],
  'a version is left out': [
    /the line explains/,
    (history) => {
      rewriteBooking(history, required(answersOf(history, 'book', 201, HOT).at(-1), 'booking'), { version: 100_000 })
    },
  ],
  'a booking is there that nobody asked for': [
    /the line explains/,
    (history) => {
      const { text } = firstAnswerOf(history, 'book', 201, HOT).heard
      history.log = history.log.filter((one) => one.heard.text !== text)
    },
  ],
  'somebody is seated beyond the last seat': [
    /the line explains/,
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
  'somebody was told a place that is not theirs': [
    /^version .* instead of/,
    (history) => {
      const entry = required(
        answersOf(history, 'book', 201).find((one) => bookingIn(one).line),
        'place in a line',
      )
      rewriteBooking(history, entry, { line: { place: (bookingIn(entry).line?.place ?? 0) + 1 } })
    },
  ],
  'a retry is answered otherwise': [
    /^one key, two answers/,
    (history) => {
      const twice = answersOf(history, 'book', 201).find((one) =>
        history.log.some((other) => other !== one && other.heard.text === one.heard.text),
      )
      const entry = required(twice, 'retry')
      entry.heard = { ...entry.heard, text: entry.heard.text.replace(/"code":"\d/, '"code":"x') }
    },
  ],
  'one key books two wishes': [
    /^one key, two answers/,
    (history) => {
      const entry = required(
        history.log.find((one) => one.heard.status === 422),
        'key used again',
      )
      entry.heard = { ...firstAnswerOf(history, 'book', 201).heard }
    },
  ],
  'an offer is accepted after its end': [
    /the line explains/,
    (history) => {
      const entry = firstAnswerOf(history, 'accept', 'offer-over')
      const booking = 'booking' in entry.call ? entry.call.booking : ''
      const was = required(
        answersOf(history, 'book', 201).find((one) => bookingIn(one).id === booking),
        'booking of the offer',
      )
      const { line: _none, ...body } = bookingIn(was)
      const version = finalSession(history, SOON).version
      entry.heard = { status: 200, text: JSON.stringify({ booking: { ...body, status: 'booked', version } }) }
    },
  ],
  'it is called full before anybody came': [
    /^never true .*"full"/,
    (history) => {
      const entry = { ...firstAnswerOf(history, 'book', 'full', HOT) }
      const call = { ...entry.call, key: 'a-key-of-its-own' } as CallRecord['call']
      history.log.push({ ...entry, call, sent: -2, answered: -1 })
    },
  ],
  'more is called free than was': [
    /^never true .*"full"/,
    (history) => {
      rewriteAnswer(history, firstAnswerOf(history, 'book', 'full'), (body) => ({ ...body, left: 99 }))
    },
  ],
  'somebody is said to be elsewhere, and is not': [
    /^elsewhere, it was said/,
    (history) => {
      const entry = { ...firstAnswerOf(history, 'book', 'overlap') }
      const call = { ...entry.call, key: 'a-key-of-its-own' } as CallRecord['call']
      history.log.push({ ...entry, call, sent: -2, answered: -1 })
    },
  ],
  'somebody has a seat in two places at once': [
    /^in two places at once/,
    (history) => {
      const refused = firstAnswerOf(history, 'book', 'overlap')
      const side = 'session' in refused.call ? refused.call.session : ''
      const last = firstAnswerOf(history, 'book', 201, side)
      const booking = { ...bookingIn(last), id: 'hp001.elsewhere', version: finalSession(history, side).version + 1 }
      rewriteAnswer(history, refused, () => ({ booking }), 201)
    },
  ],
  'a cancellation is said yes to twice': [
    /the line explains/,
    (history) => {
      const entry = firstAnswerOf(history, 'cancel', 'cancelled')
      const booking = 'booking' in entry.call ? entry.call.booking : ''
      const yes = answersOf(history, 'cancel', 200).find(({ call }) => 'booking' in call && call.booking === booking)
      entry.heard = required(yes, 'cancellation').heard
    },
  ],
  'an answer comes before its question could be known': [
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
  'a change on an old version is made': [
    /the line explains/,
    (history) => {
      const entry = firstAnswerOf(history, 'resize', 'changed-meanwhile')
      entry.heard = { ...firstAnswerOf(history, 'resize', 200).heard }
    },
  ],
  'a capacity is set that nobody asked for': [
    /the line explains|^session .* in the end/,
    (history) => {
      const entry = required(answersOf(history, 'resize', 200).at(-1), 'change of capacity')
      history.log = history.log.filter((one) => one !== entry)
    },
  ],
  'fewer are told that it is called off than were booked': [
    /the line explains/,
    (history) => {
      rewriteAnswer(history, firstAnswerOf(history, 'callOff', 200), (body) => ({
        ...body,
        told: Number(body.told) - 1,
      }))
    },
  ],
}
