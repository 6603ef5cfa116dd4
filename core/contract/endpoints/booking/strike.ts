import * as v from 'valibot'
import { freeText } from '../../../base/text'
import { BookingId } from '../../../booking/booking'
import { Strike, StrikeStatus } from '../../../booking/strike'
import { row } from '../../endpoint'

/** Strikes for places not used, and appeals against them. */
export const strikeEndpoints = {
  strikes: row({
    method: 'GET',
    path: '/api/strikes',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'Where I stand with places that were not used',
    answer: v.object({ standing: StrikeStatus, strikes: v.array(Strike) }),
  }),
  appeal: row({
    method: 'POST',
    path: '/api/strikes/:id/appeal',
    who: { own: 'strike' },
    status: 200,
    refusals: ['appealed-already', 'words-risky'],
    summary: 'Why it should not count; the station answers',
    params: v.object({ id: BookingId }),
    body: v.strictObject({ words: freeText(200) }),
    answer: v.object({ strike: Strike }),
  }),
  /** Of all places where the caller answers appeals (`whereMay`). */
  appeals: row({
    method: 'GET',
    path: '/api/appeals',
    who: { act: 'appeal', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'Appeals that wait for an answer, at the stations I look after',
    answer: v.object({ appeals: v.array(v.object({ strike: Strike, name: v.string(), stationName: v.string() })) }),
  }),
  answerAppeal: row({
    method: 'POST',
    path: '/api/appeals/:id',
    who: { act: 'appeal', at: 'appeal' },
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'It is forgiven, or it stays; either way with a word',
    params: v.object({ id: BookingId }),
    body: v.strictObject({
      forgive: v.boolean(),
      words: freeText(200),
    }),
    answer: v.object({ strike: Strike }),
  }),
}
