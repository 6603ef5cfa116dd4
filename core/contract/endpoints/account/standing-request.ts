import * as v from 'valibot'
import { GivenStanding } from '../../../account/standing-list'
import {
  StandingAsked,
  StandingDecision,
  StandingRequest,
  WaitingStandingRequest,
} from '../../../account/standing-request'
import { Uuid } from '../../../base/text'
import { Day, Moment } from '../../../base/time'
import { row } from '../../endpoint'

/** Asking for a standing with a picture of the certificate, and deciding it. */
export const standingRequestEndpoints = {
  myStandings: row({
    method: 'GET',
    path: '/api/me/standings',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'List the caller’s standings and their latest requests for one, the newest first',
    answer: v.object({
      standings: v.array(v.object({ kind: GivenStanding, since: Moment, until: v.optional(Day) })),
      requests: v.array(StandingRequest),
    }),
  }),
  askStanding: row({
    method: 'POST',
    path: '/api/me/standing-requests',
    who: 'person',
    status: 201,
    refusals: ['standing-held', 'standing-asked', 'photo-unreadable', 'photo-too-large', 'words-risky'],
    summary:
      'Ask for a standing with a picture of the certificate; the picture is deleted with the decision, a withdrawal, or ' +
      'after thirty days',
    body: StandingAsked,
    answer: v.object({ requests: v.array(StandingRequest) }),
  }),
  withdrawStandingRequest: row({
    method: 'DELETE',
    path: '/api/me/standing-requests/:id',
    who: { own: 'standing-request' },
    status: 200,
    refusals: ['request-answered'],
    summary: 'Withdraw a request for a standing; it is deleted with its picture',
    params: v.object({ id: Uuid }),
    answer: v.object({ withdrawn: v.string() }),
  }),
  standingRequests: row({
    method: 'GET',
    path: '/api/standing-requests',
    who: { act: 'vouch', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'List the requests for a standing that wait, the oldest first, without their pictures',
    answer: v.object({ requests: v.array(WaitingStandingRequest), count: v.number() }),
  }),
  certificate: row({
    method: 'GET',
    path: '/api/standing-requests/:id/certificate',
    who: { act: 'vouch', at: 'standing-request' },
    status: 200,
    refusals: [],
    summary:
      'The picture of a request that waits, in base64: an image element cannot send a login. Each reading is logged; 404 once decided',
    params: v.object({ id: Uuid }),
    answer: v.object({
      picture: v.object({ type: v.picklist(['image/jpeg', 'image/png', 'image/webp']), bytes: v.string() }),
    }),
  }),
  answerStandingRequest: row({
    method: 'POST',
    path: '/api/standing-requests/:id',
    who: { act: 'vouch', at: 'standing-request' },
    status: 200,
    refusals: ['request-answered'],
    summary:
      'Give the standing that was asked for, or refuse it with a reason; the picture is deleted and the person told',
    params: v.object({ id: Uuid }),
    body: StandingDecision,
    answer: v.object({ decided: v.string() }),
  }),
}
