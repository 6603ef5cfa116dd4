import { CERTIFICATE_BYTES, NOTE_MOST } from '@core/account/standing-request'
import { DAY, HOUR, moment } from '@core/base/time'
import { SAMPLES, upload } from '../../place/photo/photo-test-setup'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const STUDY = 'hp001.study-2611231900'

let world: World
let district: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
  await world.db.query(
    `update offering set about = jsonb_set(about, '{audience}', '{"only":"veteran"}') where id = 'hp001-study'`,
  )
})
beforeEach(async () => {
  await resetDistrict(world)
  await world.db.query('truncate upload_piece', [])
  ;[district, elder] = [await world.as('district'), await world.as('elder')]
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const ask = async (who: Someone, more: object = {}, picture = SAMPLES.jpeg) =>
  who('POST', '/api/me/standing-requests', { kind: 'veteran', picture: await upload(who, picture), ...more })
const mine = async (who: Someone) => (await who('GET', '/api/me/standings')).body
const waiting = async () => (await district('GET', '/api/standing-requests')).body
const answer = (id: string, body: object, who = district) => who('POST', `/api/standing-requests/${id}`, body)
const picture = (id: string, who = district) => who('GET', `/api/standing-requests/${id}/certificate`)
const idOf = async (asked: ReturnType<typeof ask>): Promise<string> => (await asked).body.requests[0].id
const pictures = () => world.db.query('select request_id from certificate', [])
const notices = async (who: Someone) =>
  (await who('GET', '/api/notices')).body.notices.map(({ kind, reason }: { kind: string; reason?: string }) => [
    kind,
    reason,
  ])
const book = () => elder('POST', '/api/bookings', { session: STUDY, people: [elder.id] }, newIdempotencyKey())

test('who decides sees the request with its picture, and the person may book once it is given', async () => {
  expect((await book()).body.refusal).toBe('only-veterans')
  const { status, body } = await ask(elder, { note: '证件在老家，先传复印件。' })
  expect([status, body.requests]).toEqual([
    201,
    [
      {
        id: expect.any(String),
        kind: 'veteran',
        note: '证件在老家，先传复印件。',
        askedAt: moment(MONDAY_TEN),
      },
    ],
  ])
  const [{ id }] = body.requests
  expect(await waiting()).toMatchObject({ count: 1, requests: [{ id, kind: 'veteran', name: expect.any(String) }] })
  const shown = await picture(id)
  expect([shown.status, shown.headers.get('cache-control'), shown.body.picture.type]).toEqual([
    200,
    'no-store',
    'image/jpeg',
  ])
  expect(Buffer.from(shown.body.picture.bytes, 'base64').subarray(0, 2).toString('hex')).toBe('ffd8')
  expect((await answer(id, { accept: true, until: '2027-11-23' })).body).toEqual({ decided: id })
  expect(await mine(elder)).toMatchObject({
    standings: [{ kind: 'veteran', until: '2027-11-23' }],
    requests: [{ id, outcome: 'given', until: '2027-11-23', decidedAt: moment(MONDAY_TEN) }],
  })
  expect(await notices(elder)).toEqual([['standing-given', undefined]])
  expect((await book()).status).toBe(201)
  // Who gave it is in the record of standings.
  expect(await world.db.query('select by_id from standing where person_id = $1', [elder.id])).toEqual([
    { by_id: district.id },
  ])
})

test('the picture is deleted with the decision, either way', async () => {
  const given = await idOf(ask(elder))
  await answer(given, { accept: true })
  world.clock.now += HOUR
  const refused = await idOf(ask(elder, { kind: 'worker' }))
  await answer(refused, { accept: false, words: '照片看不清，请重新拍一张。' })
  expect(await pictures()).toEqual([])
  expect([(await picture(given)).status, (await picture(refused)).status]).toEqual([404, 404])
  expect(await waiting()).toEqual({ requests: [], count: 0 })
})

test('a refusal says why, gives nothing, and one may ask again', async () => {
  const id = await idOf(ask(elder))
  const words = '照片看不清，请重新拍一张。'
  await answer(id, { accept: false, words })
  expect(await mine(elder)).toMatchObject({ standings: [], requests: [{ outcome: 'refused', words }] })
  expect(await notices(elder)).toEqual([['standing-refused', words]])
  expect((await book()).body.refusal).toBe('only-veterans')
  expect((await answer(id, { accept: true })).body.refusal).toBe('request-answered')
  world.clock.now += HOUR
  expect((await ask(elder)).status).toBe(201)
})

test('one request waits a person and kind; a standing that is held is not asked for', async () => {
  const id = await idOf(ask(elder))
  expect((await ask(elder)).body.refusal).toBe('standing-asked')
  expect((await ask(elder, { kind: 'worker' })).status).toBe(201)
  await answer(id, { accept: true })
  expect((await ask(elder)).body.refusal).toBe('standing-held')
})

test('whoever asked withdraws it, and nothing is left; others cannot', async () => {
  const id = await idOf(ask(elder))
  const resident = await world.as('resident')
  expect((await resident('DELETE', `/api/me/standing-requests/${id}`)).status).toBe(404)
  expect((await elder('DELETE', `/api/me/standing-requests/${id}`)).body).toEqual({ withdrawn: id })
  expect([await pictures(), (await mine(elder)).requests]).toEqual([[], []])
  expect((await answer(id, { accept: true })).status).toBe(404)
  world.clock.now += HOUR
  const decided = await idOf(ask(elder))
  await answer(decided, { accept: false, words: '不清楚' })
  expect((await elder('DELETE', `/api/me/standing-requests/${decided}`)).body.refusal).toBe('request-answered')
})

test('only the district sees requests and pictures: not its person, not a manager', async () => {
  const id = await idOf(ask(elder))
  const manager = await world.as('manager')
  for (const who of [elder, manager]) {
    expect((await picture(id, who)).status).toBe(404)
    expect((await answer(id, { accept: true }, who)).status).toBe(404)
    expect((await who('GET', '/api/standing-requests')).status).toBe(404)
  }
  expect((await world.ask('GET', `/api/standing-requests/${id}/certificate`)).status).toBe(401)
})

test('each reading of a picture is logged, by ids', async () => {
  const id = await idOf(ask(elder))
  const events: object[] = []
  const { log } = world.deps
  world.deps.log = (event) => void events.push(event)
  await picture(id)
  world.deps.log = log
  expect(events).toContainEqual({ event: 'certificate-read', requestId: expect.any(String), by: district.id, of: id })
})

test('what nobody decides ends after so many days, with its picture, and the person is told', async () => {
  await ask(elder)
  world.clock.now = MONDAY_TEN + 30 * DAY
  await runJobs(world.deps)
  expect(await pictures()).toHaveLength(1)
  world.clock.now += 1
  await runJobs(world.deps)
  expect(await pictures()).toEqual([])
  // Their login has ended as well by then.
  elder = await world.as('elder')
  expect((await mine(elder)).requests).toMatchObject([{ outcome: 'lapsed' }])
  expect(await notices(elder)).toEqual([['standing-lapsed', undefined]])
  world.clock.now += 365 * DAY
  await runJobs(world.deps)
  elder = await world.as('elder')
  expect((await mine(elder)).requests).toHaveLength(1)
  world.clock.now += 1
  await runJobs(world.deps)
  expect((await mine(elder)).requests).toEqual([])
})

test('a request that lost its picture with a restored backup ends, and the person may ask again', async () => {
  await ask(elder)
  await world.db.query('truncate certificate', [])
  await runJobs(world.deps)
  expect((await mine(elder)).requests).toMatchObject([{ outcome: 'lapsed' }])
  expect((await ask(elder)).status).toBe(201)
})

test('the picture is in the export of its person, and is erased with the account', async () => {
  await ask(elder, { note: '老兵' })
  const { rows } = (await elder('GET', '/api/me/export')).body
  expect(rows.standing_request).toMatchObject([{ kind: 'veteran', note: '老兵' }])
  expect(Buffer.from(rows.certificate[0].bytes, 'base64').subarray(0, 2).toString('hex')).toBe('ffd8')
  expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
  expect([await pictures(), await world.db.query('select 1 from standing_request', [])]).toEqual([[], []])
})

test('what is no picture, is too large, or has not arrived is refused', async () => {
  expect((await ask(elder, {}, Buffer.from('not a picture').toString('base64'))).body.refusal).toBe('photo-unreadable')
  const large = Buffer.concat([Buffer.from(SAMPLES.jpeg, 'base64').subarray(0, -2), Buffer.alloc(CERTIFICATE_BYTES, 1)])
  const padded = Buffer.concat([large, Buffer.from([0xff, 0xd9])]).toString('base64')
  expect((await ask(elder, {}, padded)).body.refusal).toBe('photo-too-large')
  expect(await world.db.query('select 1 from upload_piece', [])).toEqual([])
  expect((await ask(elder, { picture: 'never-sent' })).body.refusal).toBe('photo-unreadable')
  // The upload of somebody else is none.
  const others = await upload(await world.as('resident'), SAMPLES.jpeg)
  expect((await ask(elder, { picture: others })).body.refusal).toBe('photo-unreadable')
  expect(await pictures()).toEqual([])
})

test('the picture is rewritten without what a camera adds, and its upload is gone', async () => {
  const marked = Buffer.from(SAMPLES.jpeg, 'base64')
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 12]), Buffer.from('Exif\0\0HERE')])
  const withPlace = Buffer.concat([marked.subarray(0, 2), exif, marked.subarray(2)]).toString('base64')
  const id = await idOf(ask(elder, {}, withPlace))
  const { bytes } = (await picture(id)).body.picture
  expect(Buffer.from(bytes, 'base64').toString('latin1')).not.toContain('HERE')
  expect(await world.db.query('select 1 from upload_piece', [])).toEqual([])
})

test.each([{ kind: 'member' }, { kind: 'veteran', note: 'x'.repeat(NOTE_MOST + 1) }, { kind: 'veteran', picture: '' }])(
  '%j is bad input',
  async (body) => {
    expect((await ask(elder, body)).status).toBe(400)
  },
)

test.each([{}, { accept: false }, { accept: false, words: ' ' }, { accept: true, until: '2026-11-22' }])(
  'the answer %j is bad input',
  async (body) => {
    expect((await answer(await idOf(ask(elder)), body)).status).toBe(400)
  },
)
