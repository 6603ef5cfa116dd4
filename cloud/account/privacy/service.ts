import { sayTopic, TOPICS } from '@core/account/privacy'
import { mayAnywhere } from '@core/account/role'
import { ok, type Result, refuse } from '@core/base/refusal'
import { moment } from '@core/base/time'
import type { Language } from '@core/words/say'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { forgetErased } from '../../db/forget'
import { readPhone } from '../identity/queries'
import { listHousehold } from '../person/cared'
import { withoutWards } from './answers'
import { erasePerson, listByPerson, listOfWork, listStored } from './queries'
import { PERSONAL_TABLES, STORED_COLUMNS } from './stored-columns'

/** The columns of a topic, as `table.column`. */
const placesOf = (topic: string): string[] =>
  PERSONAL_TABLES.flatMap((table) =>
    Object.entries(STORED_COLUMNS[table]).flatMap(([one, columns]) =>
      one === topic ? columns.map((column: string) => `${table}.${column}`) : [],
    ),
  )

/** Data export as JSON: everything stored about a person and their dependants, and the purpose of each topic. */
export async function exportPerson(deps: Deps, { id, roles }: Caller, language: Language): Promise<string> {
  const topics = TOPICS.map((topic) => ({ ...sayTopic(language, topic), where: placesOf(topic) }))
  const rows = await listStored(deps.db, id, await listByPerson(deps.db, id))
  const household = await listHousehold(deps.db, id)
  const answers = (rows.idempotency ?? []) as { answer: string }[]
  rows.idempotency = answers.map((row) => ({ ...row, answer: withoutWards(row.answer, household) }))
  const work = mayAnywhere(roles, 'look') ? await listOfWork(deps.db, id) : {}
  const phone = deps.sealer && (await readPhone(deps.db, deps.sealer, id))
  return JSON.stringify({ at: moment(deps.now()), topics, ...(phone ? { phone } : {}), rows, work }, null, 2)
}

/**
 * Erases a person and their dependants, all or nothing. Refused while one of them is in a session, or others depend on
 * them.
 */
export async function eraseSelf(deps: Deps, id: string): Promise<Result> {
  const { outcome, title, ends, wards } = await erasePerson(deps.db, id, deps.now())
  if (outcome === 'gone') throw new ApiError('login-needed')
  if (outcome === 'wards-left') return refuse({ refusal: outcome, count: wards ?? 0 })
  if (outcome === 'last-district') return refuse({ refusal: outcome })
  if (outcome === 'inside-now')
    return refuse({ refusal: outcome, title: title ?? '', until: moment(ends ?? deps.now()) })
  await forgetErased(deps)
  return ok({})
}
