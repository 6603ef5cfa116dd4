import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { countPositions } from '@core/base/polygon'
import { DRAWN_MOST, polygonsOf } from '@core/place/area'
import { PHOTOS_MOST } from '@core/place/photo-upload'
import { loadHuangpu } from '../../demo/district'
import { seedDistrict } from '../../demo/seed'
import { openWorld, type World } from '../../testing/world/world'
import { createPackReader } from './service'

/** Bytes. What a phone on a slow network loads within a second before it shows the first station. */
const PACK_MOST = 60_000
const ALTS = ['站点大门，门口有坡道', '大厅里的服务台和等候的座位', '活动室，摆了六张书桌', '二楼的图书角，靠窗']

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('the pack of the whole district with all photographs that its stations may have is small', async () => {
  const huangpu = await loadHuangpu()
  await seedDistrict(world.deps, { ...huangpu, offerings: [] })
  const names = Array.from({ length: 157 * PHOTOS_MOST }, () => `${randomBytes(16).toString('hex')}.jpg`)
  await world.db.query('insert into photo_file select name, now(), true from unnest($1::text[]) name', [names])
  // The texts differ from station to station, as real ones would.
  await world.db.query(
    `insert into photo (station_id, name, place, alt, at, by_id)
     select s.id, ($1::text[])[(s.nth - 1) * $2 + p.nth], p.nth, p.alt || '（' || s.name || '）', now(), gen_random_uuid()
     from (select id, about->>'name' as name, row_number() over (order by id) as nth from station
       where id in (select id from station where about ? 'demo' order by id limit 157)) s
     cross join unnest($3::text[]) with ordinality p(alt, nth)`,
    [names, PHOTOS_MOST, ALTS],
  )
  // Borders as rough as a coast, of every street: more positions than a pack takes.
  const rough = (lng: number, lat: number, nth: number) =>
    Array.from({ length: 2_000 }, (_, at) => {
      const [angle, off] = [
        ((at % 1_999) / 1_999) * 2 * Math.PI,
        0.02 + (at % 1_999 && (at * 7919 * (nth + 1)) % 613) / 1_000_000,
      ]
      return [lng + off * Math.cos(angle), lat + off * Math.sin(angle)]
    })
  const areas = huangpu.streets.map(({ code, lat, lng }, nth) => ({ id: code, polygons: [[rough(lng, lat, nth)]] }))
  await world.db.query(
    `insert into area (id, polygons) select r->>'id', r->'polygons' from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(areas)],
  )
  const { gzip, pack } = await createPackReader(world.deps)()
  expect(pack.photos).toHaveLength(157 * PHOTOS_MOST)
  const positions = (pack.areas ?? [])
    .map((area) => countPositions(polygonsOf(area)))
    .reduce((sum, one) => sum + one, 0)
  expect(positions).toBeGreaterThan(DRAWN_MOST / 3)
  expect(gunzipSync(gzip).length).toBeGreaterThan(100_000)
  expect(gzip.length).toBeLessThan(PACK_MOST)
})
