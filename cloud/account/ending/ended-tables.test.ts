import { openWorld, type World } from '../../testing/world/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const ITSELF = 'records of what happened'
const PLAN = 'what the district offers; changed again by whoever runs it'
const SHORT = 'over within minutes or hours, and a restore takes as long'
const KEEPING = 'kept by the installation for itself'
/** Tables whose rows are not ended again after a restore, and why (docs/decisions/013-privacy.md). */
const NOT_ENDED_AGAIN: Record<string, string> = {
  role: 'by past_role, which every end of a role writes',
  identity: 'ends with its person alone',
  pending_erasure: 'who came back since would be erased; the person erases by themselves',
  booking: 'lost like bookings made since: nobody gains a right, and the day tells',
  seat: 'with a booking',
  person_time: 'with a booking',
  attendance: ITSELF,
  scan: ITSELF,
  session_change: ITSELF,
  station_change: ITSELF,
  station_request: ITSELF,
  district_import: ITSELF,
  ending: ITSELF,
  backup: ITSELF,
  draw: ITSELF,
  draw_win: ITSELF,
  strike: 'forgiven again by whoever runs the station; the appeal is restored too',
  notice: 'told to its person alone',
  message: 'with a notice',
  message_permission: 'WeChat refuses what is not permitted',
  idempotency: 'forgotten after days; names go with a guardianship',
  awaited_standing: 'given only to whoever gives the number again',
  login_code: SHORT,
  login_code_miss: SHORT,
  passkey_challenge: SHORT,
  wrong_code: SHORT,
  upload_piece: SHORT,
  import_row: SHORT,
  job_lease: SHORT,
  wechat_webhook: SHORT,
  wechat_token: SHORT,
  sync_bookmark: 'with a login',
  closure: PLAN,
  closing: PLAN,
  closing_session: PLAN,
  holiday: PLAN,
  street: PLAN,
  station: PLAN,
  offering: PLAN,
  session: PLAN,
  area: PLAN,
  invitee: 'whom to invite; the invitations themselves are ended again',
  standing_request: 'its picture is in no backup, so it ends after a restore',
  certificate: 'in no backup',
  mini_code: 'made anew',
  photo_file: 'by photo; the file itself is removed by its age',
  pack_version: KEEPING,
  pass_key: KEEPING,
  migration: KEEPING,
  stored_function: KEEPING,
}

test('every table either records its endings, or is listed with the reason why not', async () => {
  const tables = await world.db.query<{ name: string; recorded: boolean }>(
    `select c.relname as name, exists (select from pg_trigger t join pg_proc f on f.oid = t.tgfoid
       where t.tgrelid = c.oid and f.proname = 'record_ending') as recorded
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  expect(tables.filter(({ recorded }) => !recorded).map(({ name }) => name)).toEqual(
    Object.keys(NOT_ENDED_AGAIN).sort(),
  )
})
