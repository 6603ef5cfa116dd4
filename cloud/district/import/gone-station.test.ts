import { atClock } from '@core/base/time'
import { planAhead } from '../../catalogue/offering/plan'
import { footprint } from '../../testing/database/footprint'
import { OFFERING_ROW, STATION_ROW } from '../../testing/world/district-workbook'
import { districtOf, OTHER_ROW, setUpImportWorld, TALK } from '../../testing/world/import-world'
import { fileOf } from '../../testing/world/importer'

const at = setUpImportWorld()
const { ask, preview, importFiles, settle, pack, sessionsOf, book } = at

describe('a station that goes', () => {
  const without = async () => fileOf(await districtOf([OTHER_ROW]))

  test('without bookings is neither shown nor bookable, and its rows stay', async () => {
    expect(await importFiles(await without())).toMatchObject({ status: 200, bookings: 0 })
    expect((await pack()).stations.map(({ id }) => id)).toEqual(['hp099'])
    expect((await at.world.ask('GET', '/api/stations/near?lat=23.18&lng=113.495')).body.stations).toHaveLength(1)
    expect((await at.world.ask('GET', '/api/stations/hp001')).status).toBe(404)
    expect((await book('resident', TALK)).status).toBe(404)
    await planAhead(at.world.deps)
    expect(await sessionsOf('hp001-talk')).toEqual([])
    expect(
      await at.world.db.query(`select retired_at is not null as gone from offering where station_id = 'hp001'`),
    ).toEqual(Array(5).fill({ gone: true }))
    const manager = await at.world.as('manager')
    const offering = {
      id: 'hp001-talk',
      station: 'hp001',
      kind: 'activity',
      title: '讲座',
      summary: '',
      audience: {},
      people: 1,
      openDays: 7,
      cancelMinutes: 0,
      templates: [],
    }
    expect((await manager('POST', '/api/stations/hp001/offerings', { offering })).status).toBe(404)
  })

  test('with bookings asks what becomes of them', async () => {
    await book('resident', TALK)
    const files = await without()
    const seen = await preview(files)
    expect(seen.bookings).toBe(1)
    expect(seen.changes).toContainEqual(expect.objectContaining({ id: 'hp001-talk', what: 'gone', bookings: 1 }))
    const before = await footprint(at.world.db)
    expect(await ask(files, { revision: seen.revision })).toMatchObject({
      status: 409,
      refusal: 'gone-booked',
      bookings: 1,
    })
    expect(await footprint(at.world.db)).toEqual(before)
  })

  test('its bookings are called off with the reason, and their bookers are told', async () => {
    const { who, body } = await book('resident', TALK)
    expect(await importFiles(await without(), { act: 'call-off', reason: '站点搬迁' })).toMatchObject({
      status: 200,
      calledOff: 1,
    })
    // Nobody books it meanwhile.
    expect((await book('elder', TALK)).body).toMatchObject({ refusal: 'called-off' })
    await settle()
    const { bookings } = (await who('GET', '/api/bookings')).body
    expect(bookings).toMatchObject([{ id: body.booking.id, status: 'cancelled' }])
    expect((await who('GET', '/api/notices')).body.notices).toMatchObject([
      { kind: 'called-off', reason: '站点搬迁' },
      { kind: 'booked' },
    ])
    // It is no closing of a day.
    expect((await at.district('GET', '/api/closures')).body).toMatchObject({ closures: [], closings: [] })
  })

  test('or it is kept until the last of them has passed', async () => {
    const { who } = await book('resident', TALK)
    expect(await importFiles(await without(), { act: 'keep' })).toMatchObject({ status: 200, calledOff: 0 })
    await settle()
    expect(await sessionsOf('hp001-talk')).toEqual([TALK])
    expect((await pack()).stations.map(({ id }) => id)).toEqual(['hp001', 'hp099'])
    // Its session is as it was: somebody else may still come.
    expect((await book('elder', TALK)).status).toBe(201)
    await planAhead(at.world.deps)
    expect(await sessionsOf('hp001-talk')).toEqual([TALK])
    at.world.clock.now = atClock('2026-11-24', '15:00') - 1
    expect((await pack()).stations).toHaveLength(2)
    at.world.clock.now++
    expect((await pack()).stations).toHaveLength(1)
    expect((await who('GET', '/api/bookings')).body.bookings).toMatchObject([
      { status: 'booked', stationName: '综合体' },
    ])
  })

  test('that is imported again is back, with its sessions', async () => {
    await importFiles(await without())
    const files = fileOf(await districtOf([STATION_ROW, OTHER_ROW], [OFFERING_ROW]))
    expect((await preview(files)).counts).toMatchObject({
      stations: { back: 1, new: 0 },
      offerings: { back: 1, new: 0 },
    })
    expect((await importFiles(files)).status).toBe(200)
    await settle()
    expect(await sessionsOf('hp001-talk')).toContain(TALK)
    expect((await pack()).stations).toHaveLength(2)
  })
})
