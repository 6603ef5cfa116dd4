import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PART_KEYS } from '@core/district/import/district'
import type { Mistake } from '@core/district/import/mistake'
import { partName } from '@core/district/import/rows'
import { sayMistake } from '@core/district/import/say-mistake'
import { Gone } from '@core/district/import/summary'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import * as v from 'valibot'
import type { Deps } from '../../base/deps'
import { planAhead } from '../../catalogue/offering/plan'
import { readSchema } from '../../db/schema-files'
import type { ImportFile } from '../../district/import/file/read-file'
import { districtWorkbook, templateWorkbook } from '../../district/import/file/write-workbook'
import { readPresent } from '../../district/import/queries'
import { applyPrepared, type Prepared, prepareImport } from '../../district/import/service'
import { BadEnv } from '../../util/bad-env'
import { readEnv } from '../env'
import { openDeps } from '../process/open'
import { chooseDistrict } from '../tenant/choose'

const USAGE = `npm run import -- district.xlsx [--yes] [--gone keep | --gone call-off --reason "…"]
npm run import -- folder-of-csv-files
npm run import -- --template district.xlsx    the empty workbook
npm run import -- --export district.xlsx      the district as it is
  with several districts: --district ty`
const SHOWN = 40

/** Files of a path: a workbook or CSV file, or every CSV file of a folder. */
function filesAt(path: string): ImportFile[] {
  const names = statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.csv$/i.test(name))
        .map((name) => join(path, name))
    : [path]
  try {
    return names.map((name) => ({ name: basename(name), bytes: readFileSync(name) }))
  } catch (fault) {
    throw new BadEnv(`${path} cannot be read: ${(fault as Error).message}`)
  }
}

function goneOf(act: string | undefined, reason: string | undefined): Gone | undefined {
  if (act === undefined) return undefined
  const read = v.safeParse(Gone, { act, ...(reason === undefined ? {} : { reason }) })
  if (!read.success) throw new BadEnv('--gone is keep, or call-off with --reason "…" of 60 letters at most')
  return read.output
}

/** The difference as lines: counts by sheet, then the first changes. */
function tell({ counts, changes, booked }: Prepared): void {
  for (const key of PART_KEYS) {
    const { new: added, back, changed, gone } = counts[key]
    console.log(`${partName(key)}: ${added} new, ${changed} changed, ${back} back, ${gone} gone`)
  }
  for (const { what, sheet, id, name, fields } of changes.slice(0, SHOWN)) {
    const bookings = booked.get(id)?.bookings
    const more = fields.map(({ title, was, now }) => `${title}: ${was} → ${now}`).join('; ')
    console.log(
      `  ${what} ${partName(sheet)} ${id} ${name}${more && ` (${more})`}${bookings ? ` — ${bookings} bookings` : ''}`,
    )
  }
  if (changes.length > SHOWN) console.log(`  … and ${changes.length - SHOWN} more`)
}

function tellMistakes(mistakes: readonly Mistake[]): void {
  for (const mistake of mistakes) console.error(sayMistake('zh-hans', mistake))
  console.error(`${mistakes.length} mistakes: nothing was imported.`)
}

async function isSure(yes: boolean): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY) throw new BadEnv('Nothing was imported: give --yes to import this.')
  const asked = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await asked.question('Import this? [y/N] ')
  asked.close()
  return /^y/i.test(answer.trim())
}

/** A bar that is drawn over itself on a terminal, and a line at the end elsewhere. */
function bar(name: string) {
  return (done: number, all: number): void => {
    if (process.stdout.isTTY) {
      const part = Math.round((30 * done) / all)
      process.stdout.write(
        `\r${name} [${'#'.repeat(part)}${'.'.repeat(30 - part)}] ${done}/${all}${done === all ? '\n' : ''}`,
      )
    } else if (done === all) console.log(`${name} ${done}`)
  }
}

async function importInto(deps: Deps, path: string, gone: Gone | undefined, yes: boolean): Promise<boolean> {
  const prepared = await prepareImport(deps, filesAt(path))
  if (prepared.mistakes.length) {
    tellMistakes(prepared.mistakes)
    return false
  }
  tell(prepared)
  const { length } = prepared.changes
  if (length === 0) console.log('Nothing to do.')
  if (length === 0 || !(await isSure(yes))) return true
  const rows = bar('rows')
  const run = {
    revision: prepared.revision,
    gone,
    by: null,
    file: basename(path),
    staged: (done: number) => rows(done, length),
  }
  const applied = await applyPrepared(deps, prepared, run)
  if (!applied.ok) {
    console.error(sayAnyRefusal('zh-hans', applied.why))
    if (applied.why.refusal === 'gone-booked') console.error(USAGE)
    return false
  }
  const sessions = await planAhead(deps, undefined, bar('offerings planned'))
  console.log(`Imported. ${sessions} new sessions.`)
  const { calledOff } = applied.value as { calledOff: number }
  if (calledOff)
    console.log(`${calledOff} sessions are called off by the jobs of the running cloud, which tells their bookers.`)
  return true
}

/** `npm run import -- district.xlsx` imports a district's network from a workbook or CSV files, after showing the difference. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      gone: { type: 'string' },
      reason: { type: 'string' },
      template: { type: 'string' },
      export: { type: 'string' },
      district: { type: 'string' },
    },
  })
  if (values.template) {
    writeFileSync(values.template, await templateWorkbook())
    console.log(`${values.template}: fill in the sheets, then npm run import -- ${values.template}`)
    return
  }
  const [path, ...more] = positionals
  if (more.length || (!path && !values.export)) throw new BadEnv(USAGE)
  const gone = goneOf(values.gone, values.reason)
  const schema = readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema'))
  const env = readEnv(process.env)
  const settings = chooseDistrict(env.districts, values.district)
  const deps = await openDeps({ env: { demo: env.demo }, schema, tell: console.log }, settings)
  try {
    if (values.export) writeFileSync(values.export, await districtWorkbook(await readPresent(deps)))
    if (path && !(await importInto(deps, path, gone, values.yes))) process.exitCode = 1
  } finally {
    await deps.db.close()
  }
}

main().catch((fault: Error) => {
  console.error(fault.message)
  process.exit(fault instanceof BadEnv ? 2 : 1)
})
