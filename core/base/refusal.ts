/**
 * Refusals: every expected negative answer with its details. The value behind `{ ok: false }`, the body of a 409, and the
 * key of its text (`core/words`). A closed union: a new refusal needs a text in every language.
 */
export type Refusal =
  // booking
  | { refusal: 'full'; left: number }
  | { refusal: 'called-off' }
  | { refusal: 'started' }
  | { refusal: 'not-open-yet'; opensAt: string }
  | { refusal: 'too-many'; most: number }
  | { refusal: 'already-booked'; names: string }
  | { refusal: 'overlap'; names: string }
  | { refusal: 'too-young'; names: string; fromAge: number }
  | { refusal: 'too-old'; names: string; toAge: number }
  | { refusal: 'age-unknown'; names: string }
  | { refusal: 'household-needed' }
  | { refusal: 'paused'; until: string }
  | { refusal: 'draw-on' }
  | { refusal: 'only-members' | 'only-veterans' | 'only-workers' | 'only-enterprises'; names: string }
  // cancelling
  | { refusal: 'too-late-to-cancel'; phone: string }
  | { refusal: 'cancelled' }
  | { refusal: 'came-already' }
  // accepting an offer, or the new time of a moved session
  | { refusal: 'not-offered' }
  | { refusal: 'offer-over' }
  | { refusal: 'moved-again'; startsAt: string }
  // managing a session or an offering
  | { refusal: 'seats-taken'; over: number }
  | { refusal: 'changed-meanwhile' }
  | { refusal: 'bad-template'; where: string }
  | { refusal: 'too-many-sessions'; most: number; days: number }
  | { refusal: 'closures-full'; most: number }
  // a station's own page
  | { refusal: 'station-changed' }
  | { refusal: 'position-vague'; metres: number; within: number }
  | { refusal: 'request-answered' }
  // photographs; `pixels`: the longest side that is accepted
  | { refusal: 'photo-unreadable' }
  | { refusal: 'photo-too-large'; pixels: number }
  | { refusal: 'photos-full'; most: number }
  | { refusal: 'photos-off' }
  // importing a district; `bookings`: at what goes
  | { refusal: 'import-mistakes'; count: number }
  | { refusal: 'district-changed' }
  | { refusal: 'gone-booked'; bookings: number }
  // strikes
  | { refusal: 'appealed-already' }
  // moderation of free text; `name`: of a name
  | { refusal: 'words-risky'; name?: true }
  // the household
  /** `own`: of the caller, who cannot consent for themselves; `names`: of people who are to be booked. */
  | { refusal: 'consent-needed'; own?: true; names?: string }
  | { refusal: 'household-full'; most: number }
  | { refusal: 'wards-full'; most: number }
  | { refusal: 'still-booked'; names: string }
  | { refusal: 'bad-invitation' }
  | { refusal: 'in-household-already'; names: string }
  // logging in at a computer
  | { refusal: 'desk-wrong' }
  | { refusal: 'desk-over' }
  | { refusal: 'desk-used' }
  | { refusal: 'desk-from-desk' }
  // passkeys and recovery codes
  /** The address is no host name that passkeys work at. */
  | { refusal: 'passkey-nowhere' }
  | { refusal: 'passkey-over' }
  | { refusal: 'passkey-failed' }
  | { refusal: 'passkey-unknown' }
  /** Its counter went back: it was copied. */
  | { refusal: 'passkey-stopped' }
  | { refusal: 'passkey-known' }
  | { refusal: 'passkeys-full'; most: number }
  | { refusal: 'recovery-wrong' }
  | { refusal: 'login-not-fresh'; minutes: number }
  // roles
  | { refusal: 'invitation-forged' }
  | { refusal: 'invitation-expired' }
  | { refusal: 'invitation-used' }
  | { refusal: 'invitation-withdrawn' }
  | { refusal: 'has-role-already' }
  | { refusal: 'name-needed' }
  | { refusal: 'invitations-full'; most: number }
  | { refusal: 'last-district' }
  // standings; `standing-asked`: a request for it waits already
  | { refusal: 'standing-held' }
  | { refusal: 'standing-asked' }
  // a list of telephone numbers, where none are stored
  | { refusal: 'phones-off' }
  // erasing an account
  | { refusal: 'inside-now'; title: string; until: string }
  | { refusal: 'wards-left'; count: number }
  // the check-in desk; `wall`: shown to a person who checks in themselves
  | { refusal: 'forged'; wall?: true }
  | { refusal: 'unknown-pass' }
  | { refusal: 'no-place'; wall?: true }
  | { refusal: 'other-session'; title: string; startsAt: string }
  | { refusal: 'other-day'; title: string; startsAt: string }
  | { refusal: 'other-station' }
  | { refusal: 'stale'; wall?: true }
  | { refusal: 'replaced' }
  | { refusal: 'not-on-roster' }
  | { refusal: 'scan-number-used' }
  // taking a self check-in back, where there is none
  | { refusal: 'not-self' }
  // self check-in
  /** `takenBack`: staff took the person's own back; phones of before say what holds anyway. */
  | { refusal: 'wall-off'; takenBack?: true }
  | { refusal: 'not-now'; startsAt: string; opensAt: string }
  | { refusal: 'not-booked-here'; left: number }
  | { refusal: 'place-needed' }
  | { refusal: 'too-far'; metres: number; within: number }
  // a mini-program code; `errcode`: WeChat's error code
  | { refusal: 'code-not-made'; errcode: string }

export type RefusalCode = Refusal['refusal']

/** Result of an operation: an expected refusal is a value; a fault throws. */
export type Result<T = unknown> = { ok: true; value: T } | { ok: false; why: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (why: Refusal): { ok: false; why: Refusal } => ({ ok: false, why })

/** Every code once, in the order above; a missing one is a compile error. */
const every: Record<RefusalCode, true> = {
  full: true,
  'called-off': true,
  started: true,
  'not-open-yet': true,
  'too-many': true,
  'already-booked': true,
  overlap: true,
  'too-young': true,
  'too-old': true,
  'age-unknown': true,
  'household-needed': true,
  paused: true,
  'draw-on': true,
  'only-members': true,
  'only-veterans': true,
  'only-workers': true,
  'only-enterprises': true,
  'too-late-to-cancel': true,
  cancelled: true,
  'came-already': true,
  'not-offered': true,
  'offer-over': true,
  'moved-again': true,
  'seats-taken': true,
  'changed-meanwhile': true,
  'bad-template': true,
  'too-many-sessions': true,
  'closures-full': true,
  'station-changed': true,
  'position-vague': true,
  'request-answered': true,
  'photo-unreadable': true,
  'photo-too-large': true,
  'photos-full': true,
  'photos-off': true,
  'import-mistakes': true,
  'district-changed': true,
  'gone-booked': true,
  'appealed-already': true,
  'words-risky': true,
  'consent-needed': true,
  'household-full': true,
  'wards-full': true,
  'still-booked': true,
  'bad-invitation': true,
  'in-household-already': true,
  'desk-wrong': true,
  'desk-over': true,
  'desk-used': true,
  'desk-from-desk': true,
  'passkey-nowhere': true,
  'passkey-over': true,
  'passkey-failed': true,
  'passkey-unknown': true,
  'passkey-stopped': true,
  'passkey-known': true,
  'passkeys-full': true,
  'recovery-wrong': true,
  'login-not-fresh': true,
  'invitation-forged': true,
  'invitation-expired': true,
  'invitation-used': true,
  'invitation-withdrawn': true,
  'has-role-already': true,
  'name-needed': true,
  'invitations-full': true,
  'last-district': true,
  'standing-held': true,
  'standing-asked': true,
  'phones-off': true,
  'inside-now': true,
  'wards-left': true,
  forged: true,
  'unknown-pass': true,
  'no-place': true,
  'other-session': true,
  'other-day': true,
  'other-station': true,
  stale: true,
  replaced: true,
  'not-on-roster': true,
  'scan-number-used': true,
  'not-self': true,
  'wall-off': true,
  'not-now': true,
  'not-booked-here': true,
  'place-needed': true,
  'too-far': true,
  'code-not-made': true,
}
export const REFUSALS = Object.keys(every) as RefusalCode[]
