import * as v from 'valibot'
import { AnswerText, AppealText, Strike, StrikeStatus } from '../../../booking/strike'
import { BookingId } from '../../../place/ids'
import { row } from '../../endpoint'

/** Strikes for places not used, and appeals against them. */
export const strikeEndpoints = {
  strikes: row({
    method: 'GET',
    path: '/api/strikes',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'The caller’s strikes, and whether booking is paused',
    answer: v.object({ standing: StrikeStatus, strikes: v.array(Strike) }),
  }),
  appeal: row({
    method: 'POST',
    path: '/api/strikes/:id/appeal',
    who: { own: 'strike' },
    status: 200,
    refusals: ['appealed-already', 'words-risky'],
    summary: 'Appeal against a strike; the station answers',
    params: v.object({ id: BookingId }),
    body: v.strictObject({ words: AppealText }),
    answer: v.object({ strike: Strike }),
  }),
  /** From all places where the caller may answer appeals (`whereMay`). */
  appeals: row({
    method: 'GET',
    path: '/api/appeals',
    who: { act: 'appeal', at: 'anywhere' },
    status: 200,
    refusals: [],
    summary: 'List appeals that wait for an answer, at the caller’s stations',
    answer: v.object({ appeals: v.array(v.object({ strike: Strike, name: v.string(), stationName: v.string() })) }),
  }),
  answerAppeal: row({
    method: 'POST',
    path: '/api/appeals/:id',
    who: { act: 'appeal', at: 'appeal' },
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'Answer an appeal: forgive or uphold the strike, with a reason',
    params: v.object({ id: BookingId }),
    body: v.strictObject({
      forgive: v.boolean(),
      words: AnswerText,
    }),
    answer: v.object({ strike: Strike }),
  }),
}
