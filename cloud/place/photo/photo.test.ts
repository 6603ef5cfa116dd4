import { HOUR, MINUTE } from '@core/base/time'
import { photoPath } from '@core/place/photo'
import { PHOTO_SIZES, PHOTOS_MOST } from '@core/place/photo-upload'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { createFolderStorage } from '../../storage/folder'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { addTo, SAMPLES, upload } from './photo-test-setup'

let world: World
let manager: Someone
let district: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[manager, district] = [await world.as('manager'), await world.as('district')]
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await world.db.query('truncate photo, photo_file, upload_piece, station_change')
  await world.db.query('update station set revision = 1')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const bytesAt = async (path: string) => (await world.ask('GET', path)).status
/** A JPEG with one byte of its last scan changed: another picture of the same size. */
const otherJpeg = (nth: number): string => {
  const bytes = Buffer.from(SAMPLES.jpeg, 'base64')
  bytes[bytes.length - 3 - nth] = 0x11
  return bytes.toString('base64')
}
const photosOf = async (station: string) =>
  (await world.ask('GET', '/api/stations')).body.photos.filter((one: { station: string }) => one.station === station)

test('a photograph is added, is in the pack, and is served for ever at an address of its own', async () => {
  const { status, body } = await addTo(manager, 'hp001', { alt: ' 大门口的\n坡道 ' })
  expect([status, body.revision]).toEqual([201, 2])
  const [photo] = body.photos
  expect(photo).toEqual({ station: 'hp001', name: expect.stringMatching(/^[0-9a-f]{32}\.jpg$/), alt: '大门口的 坡道' })
  // The pack of before is served for a minute.
  world.clock.now += MINUTE
  expect(await photosOf('hp001')).toEqual([photo])
  for (const size of ['page', 'thumb'] as const) {
    const served = await world.ask('GET', photoPath(photo.name, size))
    expect(served.status).toBe(200)
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    expect(served.text).not.toContain('ICC_PROFILE')
    const etag = served.headers.get('etag') ?? ''
    const again = await world.ask('GET', photoPath(photo.name, size), undefined, { 'if-none-match': etag })
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'public, max-age=31536000, immutable'])
  }
  // The pieces are not kept.
  expect(await world.db.query('select 1 from upload_piece', [])).toEqual([])
})

test.each([
  ['png', SAMPLES.png, 'image/png'],
  ['webp', SAMPLES.webpAlpha, 'image/webp'],
])('a %s is served as what it is', async (ending, base64, type) => {
  const { body } = await addTo(manager, 'hp001', { page: base64, thumb: base64 })
  expect(body.photos[0].name.endsWith(ending)).toBe(true)
  const served = await world.ask('GET', photoPath(body.photos[0].name, 'thumb'))
  expect(served.headers.get('content-type')).toBe(type)
})

test('a missing photograph is not found, and that is not stored', async () => {
  for (const path of [`/photos/${'0'.repeat(32)}.jpg`, '/photos/..%2f..%2fetc%2fpasswd', '/photos/x.jpg']) {
    const { status, headers } = await world.ask('GET', path)
    expect([path, status, headers.get('cache-control')]).toEqual([path, 404, 'no-store'])
  }
})

test('pieces arrive in any order and size, and a repeated one does no harm', async () => {
  const page = await upload(manager, SAMPLES.png, 101)
  await manager('POST', '/api/uploads', { upload: page, nth: 0, body: SAMPLES.png.slice(0, 101) })
  const { status } = await manager('POST', '/api/stations/hp001/photos', { page, thumb: page, alt: '门' })
  expect(status).toBe(201)
})

describe('is refused:', () => {
  const refusalOf = async (page: string, thumb: string, who = manager) => {
    const { status, body } = await who('POST', '/api/stations/hp001/photos', { page, thumb, alt: '门' })
    expect(status).toBe(409)
    return body.refusal
  }
  test('what is no picture, incomplete, somebody else’s, or of two types', async () => {
    const whole = await upload(manager, SAMPLES.jpeg)
    const text = await upload(manager, Buffer.from('<svg onload="alert(1)"/>').toString('base64'))
    expect(await refusalOf(whole, text)).toBe('photo-unreadable')
    expect(await refusalOf(whole, 'never-sent')).toBe('photo-unreadable')
    expect(await refusalOf(whole, await upload(manager, SAMPLES.png))).toBe('photo-unreadable')
    expect(await refusalOf(whole, whole, district)).toBe('photo-unreadable')
    await world.db.query('delete from upload_piece where upload = $1 and nth = 0', [whole])
    expect(await refusalOf(whole, whole)).toBe('photo-unreadable')
  })
  test('a picture of too many pixels, by its header alone', async () => {
    const bomb = (side: number) => {
      const bytes = Buffer.from(SAMPLES.png, 'base64')
      bytes.writeUInt32BE(side, 16)
      return bytes.toString('base64')
    }
    const small = await upload(manager, SAMPLES.png)
    expect(await refusalOf(await upload(manager, bomb(PHOTO_SIZES.page.side + 1)), small)).toBe('photo-too-large')
    expect(await refusalOf(small, await upload(manager, bomb(PHOTO_SIZES.thumb.side + 1)))).toBe('photo-too-large')
    const fits = { page: await upload(manager, bomb(PHOTO_SIZES.page.side)), thumb: small, alt: '门' }
    expect((await manager('POST', '/api/stations/hp001/photos', fits)).status).toBe(201)
  })
  test('one more than a station may have; the file goes after a while', async () => {
    for (let nth = 0; nth < PHOTOS_MOST; nth++) await addTo(manager, 'hp001', { page: otherJpeg(nth) })
    const page = await upload(manager, otherJpeg(9))
    expect(await refusalOf(page, page)).toBe('photos-full')
    expect(await world.db.query('select 1 from photo_file', [])).toHaveLength(PHOTOS_MOST + 1)
    world.clock.now += HOUR
    await runJobs(world.deps)
    expect(await world.db.query('select 1 from photo_file', [])).toHaveLength(PHOTOS_MOST)
  })
  test('everything where there is no storage', async () => {
    const { storage } = world.deps
    world.deps.storage = undefined
    const page = await upload(manager, SAMPLES.jpeg)
    expect(await refusalOf(page, page)).toBe('photos-off')
    world.deps.storage = storage
  })
})

describe('the order', () => {
  test('and the texts are changed together; what is left out is removed from the storage, unless another station has it', async () => {
    const [a, b] = [await addTo(manager, 'hp001'), await addTo(manager, 'hp001', { page: otherJpeg(1) })]
    const [first, second] = b.body.photos
    expect(a.body.photos[0].name).toBe(first.name)
    await addTo(district, 'hp099')
    const turned = {
      revision: 3,
      photos: [
        { name: second.name, alt: '二楼' },
        { name: first.name, alt: '一楼' },
      ],
    }
    const { body } = await manager('PATCH', '/api/stations/hp001/photos', turned)
    expect(body.photos.map(({ alt }: { alt: string }) => alt)).toEqual(['二楼', '一楼'])
    // Both addresses stay: the one photograph is still named here, the other by hp099.
    const one = { revision: 4, photos: [{ name: second.name, alt: '二楼' }] }
    expect((await manager('PATCH', '/api/stations/hp001/photos', one)).status).toBe(200)
    expect([await bytesAt(photoPath(first.name, 'page')), await bytesAt(photoPath(second.name, 'thumb'))]).toEqual([
      200, 200,
    ])
    world.clock.now += HOUR
    expect((await manager('PATCH', '/api/stations/hp001/photos', { revision: 5, photos: [] })).status).toBe(200)
    expect([await bytesAt(photoPath(second.name, 'page')), await bytesAt(photoPath(second.name, 'thumb'))]).toEqual([
      404, 404,
    ])
    expect(await bytesAt(photoPath(first.name, 'page'))).toBe(200)
    await district('PATCH', '/api/stations/hp099/photos', { revision: 2, photos: [] })
    expect(await bytesAt(photoPath(first.name, 'page'))).toBe(404)
    expect(await world.db.query('select 1 from photo_file', [])).toEqual([])
  })
  test('that was made of an older list is refused, and loses nothing', async () => {
    await addTo(manager, 'hp001')
    await addTo(district, 'hp001', { page: otherJpeg(1) })
    const { status, body } = await manager('PATCH', '/api/stations/hp001/photos', { revision: 2, photos: [] })
    expect([status, body.refusal]).toEqual([409, 'station-changed'])
    expect(await world.db.query('select 1 from photo', [])).toHaveLength(2)
  })
  test('with a photograph of another station leaves that one alone', async () => {
    const { body } = await addTo(district, 'hp099')
    const photos = [{ name: body.photos[0].name, alt: '不是我的' }]
    expect((await manager('PATCH', '/api/stations/hp001/photos', { revision: 1, photos })).body.photos).toEqual([])
    expect(await world.db.query('select alt from photo', [])).toEqual([{ alt: '大门' }])
  })
})

test('a removal that the storage does not do is done by a later round of jobs', async () => {
  const { body } = await addTo(manager, 'hp001')
  const { name } = body.photos[0]
  const { storage } = world.deps
  world.clock.now += HOUR
  world.deps.storage = { ...createFolderStorage('/'), remove: () => Promise.reject(new Error('down')) }
  await manager('PATCH', '/api/stations/hp001/photos', { revision: 2, photos: [] })
  world.deps.storage = storage
  expect(await bytesAt(photoPath(name, 'page'))).toBe(200)
  // Meanwhile it cannot be claimed: it would be removed under the station that names it.
  expect((await addTo(manager, 'hp001')).status).toBe(503)
  await runJobs(world.deps)
  expect(await bytesAt(photoPath(name, 'page'))).toBe(404)
  expect((await addTo(manager, 'hp001')).status).toBe(201)
})

test('a person has four uploads at most, and pieces go after an hour', async () => {
  const ids: string[] = []
  for (let nth = 0; nth < 6; nth++) {
    world.clock.now += 1000
    ids.push(await upload(manager, SAMPLES.png, 400))
  }
  const left = async () =>
    (await world.db.query<{ upload: string }>('select distinct upload from upload_piece order by 1', [])).map(
      (one) => one.upload,
    )
  expect(await left()).toEqual(ids.slice(2).sort())
  world.clock.now += HOUR + 5000
  await runJobs(world.deps)
  expect(await left()).toEqual([])
})

test.each([
  { upload: 'u', nth: 20, body: 'AAAA' },
  { upload: 'u', nth: -1, body: 'AAAA' },
  { upload: 'u', nth: 0, body: 'A'.repeat(60_001) },
  { upload: 'u', nth: 0, body: 'not base64!' },
  { upload: 'u'.repeat(37), nth: 0, body: 'AAAA' },
])('a piece beyond the limits is bad input: %#', async (body) => {
  expect((await manager('POST', '/api/uploads', body)).status).toBe(400)
})

test('whoever changed the photographs is in the log', async () => {
  const { body } = await addTo(manager, 'hp001')
  await manager('PATCH', '/api/stations/hp001/photos', { revision: body.revision, photos: [] })
  const rows = await world.db.query(
    'select revision, what, by_id::text as by from station_change order by revision',
    [],
  )
  expect(rows).toEqual([
    { revision: 2, what: ['photo-added'], by: manager.id },
    { revision: 3, what: ['photos'], by: manager.id },
  ])
})
