import * as v from 'valibot'
import { DAY, HOUR } from '../base/time'
import en from '../words/checklist/en.json'
import hans from '../words/checklist/zh-hans.json'
import hant from '../words/checklist/zh-hant.json'
import { fill } from '../words/fill'
import type { Language } from '../words/say'

/** `bad`: the district must not open like this. `look`: it may, if that is how it is meant. */
export type CheckState = 'good' | 'look' | 'bad'

/** Everything the checklist can find, in display order, and how bad it is. What belongs together stands together. */
const FINDINGS = {
  demo: 'bad',
  officers: 'good',
  'officers-one': 'look',
  'officers-none': 'bad',
  entry: 'good',
  'entry-missing': 'look',
  streets: 'good',
  'streets-none': 'bad',
  stations: 'good',
  'stations-none': 'bad',
  backup: 'good',
  'backup-untried': 'look',
  'backup-old': 'bad',
  'backup-none': 'bad',
  address: 'good',
  'address-none': 'look',
  wechat: 'good',
  'wechat-none': 'look',
  templates: 'good',
  'templates-missing': 'look',
  keys: 'good',
  'keys-none': 'look',
  closed: 'good',
  open: 'look',
  metrics: 'good',
  'metrics-none': 'look',
  clock: 'good',
  'clock-off': 'look',
  'clock-wrong': 'bad',
  connections: 'good',
  'connections-tight': 'look',
  'connections-few': 'bad',
  migrated: 'good',
  'not-migrated': 'bad',
  server: 'good',
  'server-old': 'bad',
  encoding: 'good',
  'encoding-wrong': 'bad',
  owner: 'good',
  'owner-other': 'bad',
  extension: 'good',
  'extension-none': 'bad',
  zones: 'good',
  'zones-none': 'bad',
} as const satisfies Record<string, CheckState>
export type FindingName = keyof typeof FINDINGS
export const FINDING_NAMES = Object.keys(FINDINGS) as FindingName[]
export const stateOf = (finding: FindingName): CheckState => FINDINGS[finding]

/** A finding, and the figures and names that its text holds. */
export const Finding = v.object({
  found: v.picklist(FINDING_NAMES),
  values: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
})
export type Finding = v.InferOutput<typeof Finding>

/** How long ago the last backup may be: a night's, and a day of slack. */
export const BACKUP_AGE = 2 * DAY
/** Milliseconds. A clock differs this much by a slow answer alone; a pass changes every 30 seconds, and is accepted one step later. */
export const CLOCK_SLACK = { look: 2_000, bad: 30_000 }
/** Connections left for people and backups (docs/deploy.md, The database). */
export const CONNECTIONS_KEPT = 10
/** The oldest PostgreSQL whose syntax the schema uses, by `server_version_num`. */
export const OLDEST_SERVER = 150_000
export const BACKUP_HOURS = BACKUP_AGE / HOUR

type ChecklistWord = keyof typeof hans
const tables: Record<Language, Record<ChecklistWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

/** Sentences of a finding: what it is, and what to do, which a good one does not need. */
export function sayFinding(language: Language, { found, values }: Finding): { what: string; todo: string } {
  const say = (word: string) => fill(tables[language][word as ChecklistWord], values)
  return { what: say(found), todo: stateOf(found) === 'good' ? '' : say(`${found}.todo`) }
}
