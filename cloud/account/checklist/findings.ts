import {
  BACKUP_AGE,
  BACKUP_HOURS,
  CLOCK_SLACK,
  CONNECTIONS_KEPT,
  type Finding,
  type FindingName,
  OLDEST_SERVER,
} from '@core/account/checklist'
import { HOUR, type Instant } from '@core/base/time'
import type { Deps, Installation } from '../../base/deps'
import { commandLine } from '../../util/command-line'
import type { DistrictFacts, ServerFacts } from './queries'

const found = (name: FindingName, values?: Finding['values']): Finding => ({
  found: name,
  ...(values ? { values } : {}),
})
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

function judgeOfficers({ officers, locked }: DistrictFacts): Finding[] {
  if (officers === 0) return [found('officers-none', { command: commandLine('district') })]
  return [
    officers === 1 ? found('officers-one') : found('officers', { count: officers }),
    locked > 0 ? found('entry-missing', { count: locked }) : found('entry'),
  ]
}

function judgeBackup({ backupAt, backupTried }: DistrictFacts, now: Instant): Finding {
  if (backupAt === null) return found('backup-none')
  const hours = Math.floor((now - backupAt) / HOUR)
  if (now - backupAt > BACKUP_AGE) return found('backup-old', { hours, most: BACKUP_HOURS })
  return found(backupTried ? 'backup' : 'backup-untried', { hours })
}

/** What the district still lacks. */
export const judgeDistrict = (facts: DistrictFacts, now: Instant): Finding[] => [
  ...(facts.personas > 0 ? [found('demo', { count: facts.personas })] : []),
  ...judgeOfficers(facts),
  facts.streets > 0 ? found('streets', { count: facts.streets }) : found('streets-none'),
  facts.stations > 0 ? found('stations', { count: facts.stations }) : found('stations-none'),
  judgeBackup(facts, now),
]

/** Of WeChat and the keys it only matters what is there. */
export type Settings = Pick<Deps, 'installation'> & {
  district?: Pick<Deps['district'], 'publicUrl'>
  wechat?: { templates: Record<string, string | undefined> } | undefined
  sealer?: unknown
}

function judgeWechat({ wechat }: Settings): Finding[] {
  if (!wechat) return [found('wechat-none')]
  const missing = Object.values(wechat.templates).filter((id) => !id).length
  return [found('wechat'), missing ? found('templates-missing', { count: missing }) : found('templates')]
}

const judgeInstallation = ({ host, behindProxy, metrics }: Installation): Finding[] => [
  behindProxy || LOOPBACK.test(host) ? found('closed') : found('open', { host }),
  metrics ? found('metrics') : found('metrics-none'),
]

/** What was configured, and what was left out. */
export function judgeSettings(settings: Settings): Finding[] {
  const { sealer, district, installation } = settings
  const address = district?.publicUrl
  return [
    address ? found('address', { address }) : found('address-none'),
    ...judgeWechat(settings),
    sealer ? found('keys') : found('keys-none'),
    ...(installation ? judgeInstallation(installation) : []),
  ]
}

function judgeClock(apart: number): Finding {
  const seconds = Math.round(Math.abs(apart) / 1_000)
  if (Math.abs(apart) > CLOCK_SLACK.bad) return found('clock-wrong', { seconds })
  return Math.abs(apart) > CLOCK_SLACK.look ? found('clock-off', { seconds }) : found('clock')
}

function judgeConnections(connections: number, pool: number): Finding {
  const left = Math.max(0, connections - CONNECTIONS_KEPT)
  const count = Math.floor(left / pool)
  if (count === 0) return found('connections-few', { left, pool })
  return count === 1 ? found('connections-tight') : found('connections', { count })
}

/** Whether the database server is fit. `apart`: milliseconds between its clock and ours; `pool`: of one process. */
export function judgeServer(server: ServerFacts, apart: number, pool: number): Finding[] {
  const { version, name, encoding, role, owner, extension, zones, connections } = server
  return [
    judgeClock(apart),
    judgeConnections(connections, pool),
    found(version < OLDEST_SERVER ? 'server-old' : 'server', { version: name }),
    encoding === 'UTF8' ? found('encoding') : found('encoding-wrong', { encoding }),
    owner ? found('owner') : found('owner-other', { role }),
    found(extension ? 'extension' : 'extension-none'),
    found(zones ? 'zones' : 'zones-none'),
  ]
}
