import type { Topic } from '@core/account/privacy'

/**
 * Columns of secrets and their hashes: they say nothing about a person, are not exported, and are deleted with their
 * row.
 */
const SECRET = 'secret'
/** Columns of the order in which rows were inserted. They say nothing about a person, and are not exported. */
const ORDER = 'order'
type Columns = Partial<Record<Topic | typeof SECRET | typeof ORDER, readonly string[]>>

/**
 * Inventory of personal data: each column of each table about people, by topic. core/account/privacy.ts states the
 * purpose and retention of each topic. stored-columns.test.ts compares this with a migrated database, so that no column
 * is left out.
 */
export const STORED_COLUMNS = {
  person: {
    number: ['id', 'created_at', 'erased_at'],
    name: ['name', 'born', 'persona', 'new_name', 'new_name_at', 'moderate_at', 'shown'],
    standing: ['standing'],
    household: ['household', 'wards', 'new_name_by'],
  },
  guardianship: {
    household: ['guardian_id', 'person_id', 'relation', 'station_id', 'since', 'consent_at', 'consent_covers'],
    order: ['seq'],
  },
  guardian_invitation: { household: ['by_id', 'person_id', 'expires_at', 'asked_at'], secret: ['code_hash'] },
  booking: {
    booking: [
      ...['station_id', 'id', 'session_id', 'booker_id', 'status', 'seats', 'door_code', 'generation', 'booked_at'],
      ...['cancelled_at', 'ended', 'place', 'overtaken', 'lots', 'ticket', 'offer_until', 'promoted_at', 'version'],
      ...['asked_from', 'proxy', 'leave_until'],
    ],
    attendance: ['came', 'scans'],
  },
  seat: { booking: ['station_id', 'session_id', 'booking_id', 'person_id', 'live', 'seated'] },
  session_change: {
    booking: ['station_id', 'session_id', 'version', 'at', 'what', 'booking_id', 'seats', 'detail'],
    work: ['by_id'],
  },
  attendance: {
    attendance: [
      ...['station_id', 'session_id', 'person_id', 'booking_id', 'at', 'means', 'device', 'seq', 'left_at', 'again'],
    ],
    work: ['scanned_by'],
  },
  scan: {
    attendance: [
      ...['station_id', 'device', 'seq', 'session_id', 'booking_id', 'kind', 'of_seq', 'at', 'told_at', 'received_at'],
      ...['means', 'seats', 'flag'],
    ],
    work: ['by_id'],
  },
  notice: {
    notice: [
      ...['person_id', 'id', 'kind', 'at', 'station_id', 'session_id', 'booking_id', 'detail', 'read_at', 'posted'],
      ...['starts_at'],
    ],
  },
  message_permission: { message: ['person_id', 'template', 'allowed', 'at'] },
  message: {
    message: [
      ...['person_id', 'notice_id', 'id', 'template', 'rank', 'status', 'tries', 'next_at', 'lease_by', 'lease_until'],
      ...['claimed_at', 'code', 'at', 'msgid'],
    ],
  },
  // Sealed values are exported in plain text (service.ts).
  identity: { wechat: ['appid', 'person_id', 'since', 'seen_at'], secret: ['openid', 'openid_hash', 'union_hash'] },
  pending_erasure: { wechat: ['person_id', 'at'] },
  phone: { phone: ['person_id', 'since'], secret: ['number', 'number_hash'] },
  strike: {
    strike: [
      ...[
        'station_id',
        'booking_id',
        'person_id',
        'why',
        'status',
        'at',
        'fades_at',
        'appeal',
        'appealed_at',
        'answer',
        'held_at',
        'moderate_at',
      ],
    ],
    work: ['answered_by'],
  },
  login: {
    login: ['id', 'person_id', 'app', 'by_code', 'created_at', 'used_at', 'expires_at'],
    secret: ['token_hash'],
  },
  login_code: { login: ['person_id', 'id', 'login_id', 'expires_at', 'used_at', 'used_by'], secret: ['code_hash'] },
  passkey: {
    login: ['id', 'person_id', 'name', 'transports', 'created_at', 'used_at', 'stopped_at'],
    secret: ['credential', 'public_key', 'counter'],
  },
  passkey_challenge: {
    login: ['person_id', 'expires_at'],
    secret: ['challenge_hash', 'login_hash', 'invitation_hash'],
  },
  recovery_code: { login: ['person_id', 'nth', 'created_at', 'used_at'], secret: ['code_hash'] },
  wrong_code: { login: ['person_id', 'minute', 'tries'] },
  sync_bookmark: { login: ['at', 'pack', 'hashes'], secret: ['token_hash', 'id'], order: ['seq'] },
  calendar: { calendar: ['person_id', 'since'], secret: ['token_hash'] },
  person_time: { time: ['person_id', 'guardian_id', 'during', 'station_id', 'booking_id'] },
  idempotency: { answer: ['person_id', 'key', 'fingerprint', 'status', 'answer', 'at'], order: ['seq'] },
  draw_win: { win: ['person_id', 'at', 'station_id', 'booking_id'] },
  role: { role: ['person_id', 'role', 'scope', 'since'], work: ['by_id'], order: ['seq'] },
  role_invitation: {
    role: [
      ...['id', 'by_id', 'by_role', 'by_scope', 'role', 'scope', 'standing', 'standing_until', 'batch', 'at'],
      ...['expires_at', 'used_at', 'asked_at'],
    ],
    secret: ['code_hash'],
    order: ['seq'],
  },
  past_role: {
    role: ['person_id', 'role', 'scope', 'since', 'ended_at'],
    work: ['by_id', 'ended_by'],
    order: ['seq'],
  },
  standing: {
    standing: ['id', 'person_id', 'kind', 'since', 'until', 'ended_at'],
    work: ['by_id', 'ended_by'],
  },
  standing_request: {
    standing: ['id', 'person_id', 'kind', 'note', 'asked_at', 'outcome', 'decided_at', 'words', 'until'],
    work: ['decided_by'],
  },
  certificate: { standing: ['request_id', 'type', 'bytes'] },
  // Which row ended is named by ids of other tables and people: with `which` left out, what ended and when.
  ending: { number: ['person_id', 'what', 'at', 'until'], secret: ['which'] },
  awaited_standing: { work: ['kind', 'until', 'by_id', 'at'], secret: ['phone_hash'] },
  station_change: { work: ['station_id', 'revision', 'at', 'by_id', 'what', 'was'] },
  station_request: {
    work: [
      ...['id', 'station_id', 'kind', 'wish', 'asked_at', 'by_id', 'outcome', 'answered_at', 'answered_by', 'words'],
    ],
  },
  photo: { work: ['station_id', 'name', 'place', 'alt', 'at', 'by_id'] },
  // The pieces of a picture on its way, deleted within the hour.
  upload_piece: { work: ['by_id', 'upload', 'nth', 'at'], secret: ['body'] },
  closure: { work: ['station_id', 'day', 'reason', 'at', 'by_id'] },
  // Names and sealed numbers of people who are nobody here yet, for INVITEE_DAYS.
  invitee: { work: ['id', 'role', 'scope', 'at', 'by_id', 'invited_at'], secret: ['name', 'phone'] },
  district_import: { work: ['id', 'by_id', 'at', 'file', 'counts'] },
  closing: {
    work: ['id', 'scope', 'place', 'day', 'reason', 'act', 'by_id', 'at', 'leased_until', 'ended_at'],
    order: ['seq'],
  },
} as const satisfies Record<string, Columns>
export type PersonalTable = keyof typeof STORED_COLUMNS
export const PERSONAL_TABLES = Object.keys(STORED_COLUMNS) as PersonalTable[]

/** The exported columns of a table, optionally of some topics only. */
export const columnsOf = (table: PersonalTable, which: (topic: Topic) => boolean = () => true): string[] =>
  Object.entries(STORED_COLUMNS[table] as Columns)
    .filter(([topic]) => topic !== SECRET && topic !== ORDER && which(topic as Topic))
    .flatMap(([, columns]) => [...columns])

/**
 * Tables without personal data: offerings and sessions, which sessions a closing concerns, holidays, rows of an import on their
 * way (with the id of who imports, for an hour), draws (numbers only), keys, WeChat's token and webhook hashes, which files are
 * stored, counts of guessed codes, and backups.
 */
export const IMPERSONAL_TABLES = [
  ...[
    'street',
    'station',
    'offering',
    'session',
    'draw',
    'pass_key',
    'migration',
    'stored_function',
    'pack_version',
    'backup',
    'job_lease',
  ],
  ...['wechat_token', 'wechat_webhook', 'mini_code', 'login_code_miss', 'closing_session', 'photo_file'],
  ...['area', 'holiday', 'import_row'],
]
