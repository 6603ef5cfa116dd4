import { findViolations } from '../../runtime/invariants/find-violations'
import { createBreakpoint } from '../../testing/faults/breakpoint'
import { patchFunction } from '../../testing/faults/fault-injection'
import { openRace, type Process, type Race, type Someone } from '../../testing/process/race'
import { STATION_ROW, STREET_ROW, workbookOf } from '../../testing/world/district-workbook'

const TALK = 'hp001.talk-2611241400'
let race: Race
let district: Someone
let processes: [Process, Process]
beforeEach(async () => {
  race = await openRace()
  district = await race.persona('district')
  processes = race.start(2) as [Process, Process]
})
afterEach(() => race.end())

const OTHER = { ...STATION_ROW, 编号: 'hp099', 名称: '别处的站', 类别: '长者', 纬度: 23.179, 经度: 113.5 }
async function filesWith(theme: string) {
  const bytes = await workbookOf({ streets: [STREET_ROW], stations: [{ ...STATION_ROW, 主题: theme }, OTHER] })
  return [{ name: `${theme}.xlsx`, bytes: bytes.toString('base64') }]
}
const send = (process: Process, body: object) => process(district, 'POST', '/api/district/import', body)
const LOCKS =
  'perform 1 from station order by id for no key update;\n  lock table street, area, station, offering, holiday, invitee in share row exclusive mode;'

describe('two imports from the same state at once', () => {
  const importBoth = async () => {
    const files = [await filesWith('甲'), await filesWith('乙')] as const
    const { revision } = (await send(processes[0], { files: files[0], preview: true })).body
    const { waitSql, interleave } = await createBreakpoint(race.db)
    // The first of them waits, with the locks it has.
    const wait = `if run->>'file' = '甲.xlsx' then ${waitSql} end if; p_now := (run`
    await patchFunction(race.db, 'apply_import', 'p_now := (run', wait)
    const answers = await interleave(
      () => send(processes[0], { files: files[0], revision }),
      () => send(processes[1], { files: files[1], revision }),
    )
    const [row] = await race.db.query<{ theme: string }>(
      `select about->>'theme' as theme from station where id = 'hp001'`,
      [],
    )
    const imports = await race.db.query('select 1 from district_import', [])
    return {
      answers: answers.map(({ status, body }) => body.refusal ?? status),
      theme: row?.theme,
      imports: imports.length,
    }
  }
  test('the second is told that the district has changed', async () => {
    expect(await importBoth()).toEqual({ answers: [200, 'district-changed'], theme: '甲', imports: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the locks, the second overwrites the first', async () => {
    await patchFunction(race.db, 'apply_import', LOCKS, '')
    expect(await importBoth()).toEqual({ answers: [200, 200], theme: '甲', imports: 2 })
  })
})

describe('a manager closes a day while an import is applied', () => {
  test('neither waits for the other for ever, and both are done', async () => {
    const manager = await race.persona('manager')
    const files = await filesWith('甲')
    const { revision } = (await send(processes[0], { files, preview: true })).body
    const { waitSql, interleave } = await createBreakpoint(race.db)
    await patchFunction(race.db, 'apply_import', 'p_now := (run', `${waitSql} p_now := (run`)
    const closing = { scope: { scope: 'station', id: 'hp001' }, day: '2026-11-24', reason: '台风', act: 'call-off' }
    const answers = await interleave(
      () => send(processes[0], { files, revision }),
      () => processes[1](manager, 'POST', '/api/closures', { closing }),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })
})

describe('a resident books at a station while it is retired', () => {
  const bookMeanwhile = async (act: object) => {
    const bytes = await workbookOf({ streets: [STREET_ROW], stations: [OTHER] })
    const files = [{ name: '全区.xlsx', bytes: bytes.toString('base64') }]
    const { revision } = (await send(processes[0], { files, preview: true })).body
    const [one] = await race.crowd(1)
    const who = one as Someone
    const { waitSql, interleave } = await createBreakpoint(race.db)
    await patchFunction(race.db, 'apply_import', 'p_now := (run', `${waitSql} p_now := (run`)
    const [imported, booked] = await interleave(
      () => send(processes[0], { files, revision, gone: act }),
      () => processes[1](who, 'POST', '/api/bookings', { session: TALK, people: [who.id] }),
    )
    return { imported, booked, who }
  }
  test('the booking was first: it is kept', async () => {
    const { imported, booked } = await bookMeanwhile({ act: 'keep' })
    expect([imported.status, booked.status]).toEqual([200, 201])
    const rows = await race.db.query(
      `select s.status, t.retired_at = s.ends_at as shown from session s join station t on t.id = s.station_id where s.id = $1`,
      [TALK],
    )
    expect(rows).toEqual([{ status: 'open', shown: true }])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('or it is called off by the jobs, with a notice', async () => {
    const { imported, booked, who } = await bookMeanwhile({ act: 'call-off', reason: '搬迁' })
    expect([imported.status, booked.status]).toEqual([200, 201])
    const { continueClosing } = await import('../../booking/closing-day/job')
    await continueClosing(race.world.deps)
    const notices = await race.db.query(`select kind from notice where person_id = $1 order by id`, [who.id])
    expect(notices).toEqual([{ kind: 'booked' }, { kind: 'called-off' }])
    expect(await findViolations(race.db)).toEqual({})
  })
})

describe('the connection of an import dies in the middle', () => {
  test('nothing of it is applied, and the same import goes through afterwards', async () => {
    const bytes = await workbookOf({ streets: [STREET_ROW], stations: [{ ...OTHER, 主题: '新' }] })
    const files = [{ name: '全区.xlsx', bytes: bytes.toString('base64') }]
    const { revision } = (await send(processes[0], { files, preview: true })).body
    const before = await race.db.query('select id, about, retired_at from station order by id', [])
    // After the stations were written and the first offering was retired.
    await patchFunction(
      race.db,
      'apply_import',
      'update offering set retired_at',
      'perform pg_sleep(30); update offering set retired_at',
    )
    const importing = send(processes[0], { files, revision })
    const killed = async () =>
      (
        await race.db.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
          [],
        )
      ).length > 0
    while (!(await killed())) await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await importing).status).toBeGreaterThanOrEqual(500)
    expect(await race.db.query('select id, about, retired_at from station order by id', [])).toEqual(before)
    expect(await race.db.query('select 1 from district_import', [])).toEqual([])
    await patchFunction(race.db, 'apply_import', 'perform pg_sleep(30); ', '')
    expect((await send(processes[1], { files, revision })).status).toBe(200)
    expect(await race.db.query(`select id from station where retired_at is null`, [])).toEqual([{ id: 'hp099' }])
    expect(await findViolations(race.db)).toEqual({})
  })
})
