import { HOUR } from '@core/base/time'
import { photoPath } from '@core/place/photo'
import { PHOTOS_MOST } from '@core/place/photo-upload'
import { findViolations } from '../../runtime/invariants/find-violations'
import {
  createBarrier,
  intercepted,
  patchFunction,
  readTogether,
  rewritten,
} from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'
import { SAMPLES } from './photo-test-setup'

const HP001 = '/api/stations/hp001/photos'
const HP099 = '/api/stations/hp099/photos'

let race: Race
let district: Someone
beforeEach(async () => {
  race = await openRace()
  district = await race.persona('district')
})
afterEach(async () => {
  await race.end()
})

let count = 0
/** Sends one small picture, the `nth` of its kind; returns the body that adds it as a photograph. */
async function sent(call: Process, nth = 0) {
  const bytes = Buffer.from(SAMPLES.jpeg, 'base64')
  bytes[bytes.length - 3] = nth + 1
  const upload = `u${count++}`
  await call(district, 'POST', '/api/uploads', { upload, nth: 0, body: bytes.toString('base64') })
  return { page: upload, thumb: upload, alt: '门' }
}

describe('two stations drop the same photograph at once', () => {
  const dropBoth = async () => {
    const [call] = race.start(1) as [Process]
    for (const path of [HP001, HP099]) await call(district, 'POST', path, await sent(call))
    race.world.clock.now += HOUR
    await patchFunction(race.db, 'arrange_photos', 'return done;', 'perform pg_sleep(1); return done;')
    const together = race.start(2)
    const drops = [HP001, HP099].map((path, at) =>
      processFor(together, at)(district, 'PATCH', path, { revision: 2, photos: [] }),
    )
    expect(countAnswers(await Promise.all(drops))).toEqual({ 200: 2 })
  }
  test('its files are not named any more, and go', async () => {
    await dropBoth()
    expect(await findViolations(race.db)).toEqual({})
    expect(await race.db.query('select 1 from photo_file', [])).toEqual([])
  })
  test('twin: without the lock on the file, each sees the other’s, and the files stay named by nobody', async () => {
    await patchFunction(race.db, 'arrange_photos', 'where name = gone for update', 'where name = gone')
    await dropBoth()
    expect(Object.keys(await findViolations(race.db))).toEqual([
      'a photograph that a station names is kept, and one that none names is not named',
    ])
  })
})

describe('a photograph is added at one station while its files are removed at another', () => {
  const addMeanwhile = async (through: (db: Race['db']) => Race['db']) => {
    const [call] = race.start(1, through) as [Process]
    const { body } = await call(district, 'POST', HP001, await sent(call))
    const again = await sent(call)
    race.world.clock.now += HOUR
    const [marked, added] = [createBarrier(2), createBarrier(2)]
    const { storage } = race.world.deps
    if (!storage) throw new Error('no storage')
    race.world.deps.storage = {
      ...storage,
      async remove(name) {
        await added()
        await storage.remove(name)
      },
    }
    const [removing] = race.start(1, (db) =>
      intercepted(db, /set removing = true/, async (ask, text, params) => {
        const rows = await ask(text, params)
        marked()
        return rows
      }),
    ) as [Process]
    const dropped = removing(district, 'PATCH', HP001, { revision: 2, photos: [] })
    await marked()
    const { status } = await call(district, 'POST', HP099, again)
    added()
    expect((await dropped).status).toBe(200)
    const { name } = body.photos[0]
    const named = await race.db.query('select 1 from photo where name = $1', [name])
    return { status, named: named.length, served: (await race.world.ask('GET', photoPath(name, 'page'))).status }
  }
  test('it is asked to come again, and nothing names a file that is gone', async () => {
    expect(await addMeanwhile((db) => db)).toEqual({ status: 503, named: 0, served: 404 })
  })
  test('twin: where a file that is being removed can be claimed, a station names one that is gone', async () => {
    await patchFunction(
      race.db,
      'add_photo',
      'set named = true where name = p_name and not removing',
      'set named = true, removing = false where name = p_name',
    )
    const unguarded = (db: Race['db']) =>
      rewritten(db, /insert into photo_file/, 'where not photo_file.removing returning', 'returning')
    expect(await addMeanwhile(unguarded)).toEqual({ status: 201, named: 1, served: 404 })
  })
})

describe('one photograph too many, all at once', () => {
  const addAll = async () => {
    const [first] = race.start(1) as [Process]
    const bodies: Awaited<ReturnType<typeof sent>>[] = []
    for (let nth = 0; nth <= PHOTOS_MOST; nth++) {
      // A person has four uploads; the fifth is another's.
      if (nth === PHOTOS_MOST) district = await race.persona('manager')
      bodies.push(await sent(first, nth))
    }
    const manager = district
    const owner = await race.persona('district')
    await patchFunction(race.db, 'add_photo', 'insert into photo (', 'perform pg_sleep(0.3); insert into photo (')
    const processes = race.start(PHOTOS_MOST + 1)
    return countAnswers(
      await Promise.all(
        bodies.map((body, at) => processFor(processes, at)(at === PHOTOS_MOST ? manager : owner, 'POST', HP001, body)),
      ),
    )
  }
  test('is refused', async () => {
    expect(await addAll()).toEqual({ 201: PHOTOS_MOST, 'photos-full': 1 })
  })
  test('twin: without the lock on the station, all are added', async () => {
    await patchFunction(race.db, 'add_photo', 'where id = p_station for update', 'where id = p_station')
    expect((await addAll())['photos-full']).toBeUndefined()
  })
})

describe('two managers save the hours of a station that both have just seen', () => {
  const HOURS = (from: string) => ({ week: Array(7).fill(`${from}-20:00`), holiday: 'usual' })
  const saveBoth = async () => {
    const people = [await race.persona('manager'), district]
    const barrier = createBarrier(2)
    const processes = race.start(2, (db) => readTogether(db, /select about, revision from station where id/, barrier))
    const saving = ['09:00', '10:00'].map((from, at) =>
      processFor(processes, at)(people[at] as Someone, 'PATCH', '/api/stations/hp001', {
        revision: 1,
        change: { hours: HOURS(from) },
      }),
    )
    return countAnswers(await Promise.all(saving))
  }
  test('the second is told to look again', async () => {
    expect(await saveBoth()).toEqual({ 200: 1, 'station-changed': 1 })
  })
  test('twin: without the revision, the second undoes the first unseen', async () => {
    await patchFunction(race.db, 'change_station', 'and revision = p_revision for no key update', 'for no key update')
    expect(await saveBoth()).toEqual({ 200: 2 })
  })
})

describe('a request is accepted and refused at once', () => {
  const answerBoth = async () => {
    const [call] = race.start(1) as [Process]
    const manager = await race.persona('manager')
    const wish = { kind: 'name', name: '新的名称' }
    const { body } = await call(manager, 'POST', '/api/stations/hp001/requests', { wish })
    await patchFunction(
      race.db,
      'answer_station_request',
      'update station_request set',
      'perform pg_sleep(0.3); update station_request set',
    )
    const processes = race.start(2)
    const answers = [{ accept: true }, { accept: false, words: '重名了' }].map((answer, at) =>
      processFor(processes, at)(district, 'POST', `/api/station-requests/${body.request.id}`, answer),
    )
    return countAnswers(await Promise.all(answers))
  }
  test('one of the two counts', async () => {
    expect(await answerBoth()).toEqual({ 200: 1, 'request-answered': 1 })
  })
  test('twin: without the locks, both count', async () => {
    await patchFunction(race.db, 'answer_station_request', 'where id = p_id) for update', 'where id = p_id)')
    await patchFunction(race.db, 'answer_station_request', 'outcome is null for update', 'outcome is null')
    expect(await answerBoth()).toEqual({ 200: 2 })
  })
})
