import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '@cloud/db/migrate'
import { openPostgres } from '@cloud/db/postgres'
import { readSchema } from '@cloud/db/schema-files'
import { applyPrepared, prepareImport } from '@cloud/district/import/service'
import { DISTRICT } from '@cloud/testing/world/district'
import { IMPORT_OVER_COPY_AT_MOST, IMPORT_RSS_AT_MOST } from '../shared/budgets'
import { interleave } from '../shared/interleave'
import { createOwnDatabase, run } from '../shared/postgres'
import { duration, type Table, times } from '../shared/table'
import { BIG, bigOutline, bigWorkbook } from './big-workbook'

const ROUNDS = 3
const TABLES = ['street', 'station', 'offering']
const COLUMNS: Record<string, string> = {
  street: 'code, name, lat, lng',
  station: 'id, kind, street, lat, lng, about',
  offering: 'station_id, id, about, saved_at, replan',
}
const MB = 1024 * 1024
/** Prints the peak of the process’s memory, in kilobytes, as its last line. */
const PEAK = `data:text/javascript,process.on('exit', () => console.log('peak', process.resourceUsage().maxRSS))`

/** Peak memory of \`npm run import\` in a process of its own, without the build, in bytes; and its duration. */
function importByCommand(url: string, path: string, outline: string): { peak: number; ms: number } {
  const from = performance.now()
  const args = [
    '--max-old-space-size=160',
    '--import',
    PEAK,
    'dist/cloud/import.mjs',
    path,
    '--outline',
    outline,
    '--yes',
  ]
  const said = execFileSync(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: url, DISTRICT_ID: DISTRICT.id, DEMO: '0' },
    encoding: 'utf8',
  })
  return { peak: Number(/^peak (\d+)$/m.exec(said)?.[1]) * 1024, ms: performance.now() - from }
}

/** Import of a large district: the database’s part against a bare copy of the same rows, and the memory of the command. */
export async function importDistrict(): Promise<Table> {
  const own = await createOwnDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'yike-bench-'))
  const db = openPostgres(own.url)
  try {
    await migrate(db, readSchema('cloud'))
    const bytes = await bigWorkbook()
    const path = join(folder, 'district.xlsx')
    writeFileSync(path, bytes)
    const outline = join(folder, 'outline.geojson')
    writeFileSync(outline, bigOutline())
    const deps = { db, now: Date.now, district: DISTRICT }
    const from = performance.now()
    const prepared = await prepareImport(deps, [{ name: 'district.xlsx', bytes }])
    const reading = performance.now() - from
    if (prepared.mistakes.length) throw new Error(JSON.stringify(prepared.mistakes[0]))
    const empty = () =>
      run(own.url, 'truncate street, area, station, offering, holiday, invitee, district_import, import_row cascade')
    const apply = async () => {
      const applied = await applyPrepared(deps, prepared, {
        revision: prepared.revision,
        gone: undefined,
        by: null,
        file: 'x',
      })
      if (!applied.ok) throw new Error(applied.why.refusal)
    }
    await apply()
    // The server’s own files, so that copy is as bare as can be.
    const fileOf = (table: string) => `/tmp/${own.url.split('/').at(-1)}-${table}.copy`
    for (const table of TABLES) await run(own.url, `copy ${table} (${COLUMNS[table]}) to '${fileOf(table)}'`)
    const copy = async () => {
      for (const table of TABLES) await run(own.url, `copy ${table} (${COLUMNS[table]}) from '${fileOf(table)}'`)
    }
    const timed: number[][] = [[], []]
    await interleave(
      [copy, apply].map((work, at) => ({
        calls: 1,
        async work(round) {
          await empty()
          const start = performance.now()
          await work()
          if (round > 0) timed[at]?.push(performance.now() - start)
        },
      })),
      ROUNDS,
    )
    const [copied = 0, applied = 0] = timed.map((list) => [...list].sort((a, b) => a - b)[list.length >> 1] as number)
    await empty()
    const { peak, ms } = importByCommand(own.url, path, outline)
    const over = [
      applied / copied > IMPORT_OVER_COPY_AT_MOST ? `applying is ${times(applied / copied)} a bare copy` : '',
      peak > IMPORT_RSS_AT_MOST ? `the command takes ${(peak / MB).toFixed(0)} MB` : '',
    ].filter(Boolean)
    return {
      title: `Import of ${BIG.stations} stations with ${BIG.stations * BIG.offeringsEach * BIG.templatesEach} templates, PostgreSQL ${own.version}`,
      columns: ['step', 'against copy', 'time'],
      rows: [
        ['bare copy of the same rows', times(1), duration(copied)],
        ['apply, in one transaction', times(applied / copied), duration(applied)],
        ['read, check and compare the workbook', times(reading / copied), duration(reading)],
        ['the whole command, with planning of all sessions', times(ms / copied), duration(ms)],
      ],
      notes: [
        `Peak memory of the command: ${(peak / MB).toFixed(0)} MB; the workbook has ${(bytes.length / MB).toFixed(1)} MB, and the outline ${BIG.points} points.`,
      ],
      over,
    }
  } finally {
    await db.close()
    await own.drop()
    rmSync(folder, { recursive: true })
  }
}
