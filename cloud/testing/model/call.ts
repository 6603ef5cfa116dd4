import type { Instant } from '@core/base/time'
import { type BookingRequest, book } from '../reference/book'
import { accept, cancel, type Own } from '../reference/cancel-accept'
import { callOff, type Resize, resize } from '../reference/resize-call-off'
import type { State, Step } from '../reference/state'

/** One call of the booking engine's API. */
export type Call =
  | ({ kind: 'book' } & BookingRequest)
  | ({ kind: 'cancel'; late: boolean } & Own)
  | ({ kind: 'accept' } & Own)
  | ({ kind: 'resize' } & Resize)
  | { kind: 'callOff'; who: string; session: string; reason: string }

export type Request = { who: string; method: string; path: string; body?: object; headers?: Record<string, string> }

/** The HTTP request of a call. */
export function requestOf(call: Call): Request {
  switch (call.kind) {
    case 'book': {
      const { booker, key, session, people, wait } = call
      const headers = { 'idempotency-key': key }
      return { who: booker, method: 'POST', path: '/api/bookings', body: { session, people, wait }, headers }
    }
    case 'cancel': {
      const path = `/api/bookings/${call.booking}/cancel${call.late ? '?late=1' : ''}`
      return { who: call.who, method: 'POST', path }
    }
    case 'accept':
      return { who: call.who, method: 'POST', path: `/api/bookings/${call.booking}/accept` }
    case 'resize': {
      const { who, session, capacity, version, unseat } = call
      return { who, method: 'PATCH', path: `/api/sessions/${session}`, body: { capacity, version, unseat } }
    }
    case 'callOff':
      return {
        who: call.who,
        method: 'POST',
        path: `/api/sessions/${call.session}/call-off`,
        body: { reason: call.reason },
      }
  }
}

/** The reference model's answer to a call. `id`: the id of a new booking, which only the cloud can choose. */
export function answerTo(state: State, call: Call, now: Instant, id: string): Step {
  switch (call.kind) {
    case 'book':
      return book(state, call, now, id)
    case 'cancel':
      return cancel(state, call, now)
    case 'accept':
      return accept(state, call, now)
    case 'resize':
      return resize(state, call, now)
    case 'callOff':
      return callOff(state, call, now)
  }
}
