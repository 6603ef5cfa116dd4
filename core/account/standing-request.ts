import * as v from 'valibot'
import { freeText, oneLine, Uuid } from '../base/text'
import { Day, Moment } from '../base/time'
import { UploadId } from '../place/photo-upload'
import { GivenStanding } from './standing-list'

/** Bytes of the picture of a certificate: in base64 some 800 KB, below the megabyte that every transport carries in an answer. */
export const CERTIFICATE_BYTES = 600_000
/** Letters of what somebody adds to their request. */
export const NOTE_MOST = 200
/** Letters of the reason of a refusal, which the person reads. */
export const REFUSAL_MOST = 200
/** Days after which a request that nobody has decided ends, and its picture is deleted. */
export const UNDECIDED_DAYS = 30
/** Days for which a decided request is stored, without its picture: so long somebody may ask why. */
export const DECIDED_DAYS = 365

/** A request for a standing: which, a note, and the upload that is the picture of the certificate. */
export const StandingAsked = v.strictObject({
  kind: GivenStanding,
  note: v.optional(freeText(NOTE_MOST, 0)),
  picture: UploadId,
})

/** Yes, until a day or without end; or no, with the reason. */
export const StandingDecision = v.variant('accept', [
  v.strictObject({ accept: v.literal(true), until: v.optional(Day) }),
  v.strictObject({ accept: v.literal(false), words: oneLine(REFUSAL_MOST) }),
])

/** A request as its person sees it. `outcome` is absent while it waits. */
export const StandingRequest = v.object({
  id: Uuid,
  kind: GivenStanding,
  note: v.string(),
  askedAt: Moment,
  outcome: v.optional(v.picklist(['given', 'refused', 'lapsed'])),
  decidedAt: v.optional(Moment),
  /** Why it was refused. */
  words: v.optional(v.string()),
  until: v.optional(Day),
})
export type StandingRequest = v.InferOutput<typeof StandingRequest>

/** A request that waits, as those see it who decide. `name`: as others may read it. */
export const WaitingStandingRequest = v.object({
  id: Uuid,
  kind: GivenStanding,
  note: v.string(),
  askedAt: Moment,
  name: v.string(),
})
export type WaitingStandingRequest = v.InferOutput<typeof WaitingStandingRequest>
