import { continueClosing } from '../../booking/closing-day/job'
import { continuePlanning } from '../../catalogue/offering/plan'
import { seedDistrict } from '../../demo/seed'
import { createPackReader } from '../../place/station/service'
import { findViolations } from '../../runtime/invariants/find-violations'
import { STATION_ROW, STREET_ROW, type TestRow, workbookOf } from './district-workbook'
import { newIdempotencyKey } from './idempotency-key'
import { createImporter } from './importer'
import { resetPlan } from './reset-plan'
import { openWorld, type Someone, STATIONS, type World } from './world'

/** A session of the world's offering `hp001-talk`. */
export const TALK = 'hp001.talk-2611241400'
/** The second station of the world as a row. */
export const OTHER_ROW: TestRow = {
  ...STATION_ROW,
  编号: 'hp099',
  名称: '别处的站',
  类别: '长者',
  纬度: 23.179,
  经度: 113.5,
}
/** A workbook of the world's street with these stations, and offerings if there are any. */
export const districtOf = (stations: TestRow[], offerings?: TestRow[]) =>
  workbookOf({ streets: [STREET_ROW], stations, ...(offerings ? { offerings } : {}) })

/**
 * Set-up of a test file about imports: a world whose plan and stations are as new before each test, and the district's
 * officer. What a test leaves must hold.
 */
export function setUpImportWorld() {
  const at = {} as { world: World; district: Someone }
  beforeAll(async () => {
    at.world = await openWorld()
    at.district = await at.world.as('district')
  })
  beforeEach(async () => {
    await at.world.db.query('truncate area, holiday, district_import, import_row')
    await resetPlan(at.world)
    await at.world.db.query(`delete from station where id not in ('hp001', 'hp099')`)
    await at.world.db.query('update station set retired_at = null')
    await seedDistrict(at.world.deps, { streets: [], stations: STATIONS, offerings: [] })
  })
  afterEach(async () => expect(await findViolations(at.world.db)).toEqual({}))
  afterAll(() => at.world.close())
  return Object.assign(
    at,
    createImporter(() => at.district),
    {
      /** Runs the jobs that follow an import. */
      async settle() {
        for (let round = 0; round < 5; round++) await continueClosing(at.world.deps)
        await continuePlanning(at.world.deps)
      },
      /** Read anew: the cloud keeps its pack for a minute. */
      pack: async () => (await createPackReader(at.world.deps)()).pack,
      async sessionsOf(offering: string) {
        const select = 'select id from session where offering_id = $1 order by id'
        return (await at.world.db.query<{ id: string }>(select, [offering])).map(({ id }) => id)
      },
      async book(persona: 'resident' | 'elder', session: string) {
        const who = await at.world.as(persona)
        const { status, body } = await who('POST', '/api/bookings', { session, people: [who.id] }, newIdempotencyKey())
        return { status, body, who }
      },
    },
  )
}
