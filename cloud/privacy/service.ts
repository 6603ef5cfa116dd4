import { sayTopic, TOPICS } from '@core/privacy'
import { no, type Verdict, yes } from '@core/refusal'
import { mayAnywhere } from '@core/role'
import { moment } from '@core/time'
import type { Language } from '@core/words/say'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { readPhone } from '../identity/queries'
import { KEPT, KEPT_TABLES } from './kept'
import { erase, listDone, listKept, listMine } from './queries'

/** Where each topic is found among the rows. */
const placesOf = (topic: string): string[] =>
  KEPT_TABLES.flatMap((table) =>
    Object.entries(KEPT[table]).flatMap(([one, columns]) =>
      one === topic ? columns.map((column: string) => `${table}.${column}`) : [],
    ),
  )

/** All that is kept about somebody and theirs, and what it is for; to be read by people as well as by programs. */
export async function exportMe(deps: Deps, { id, roles }: Caller, language: Language): Promise<string> {
  const topics = TOPICS.map((topic) => ({ ...sayTopic(language, topic), where: placesOf(topic) }))
  const rows = await listKept(deps.db, id, await listMine(deps.db, id))
  const work = mayAnywhere(roles, 'look') ? await listDone(deps.db, id) : {}
  const phone = deps.sealer && (await readPhone(deps.db, deps.sealer, id))
  return JSON.stringify({ at: moment(deps.now()), topics, ...(phone ? { phone } : {}), rows, work }, null, 2)
}

/** All of somebody and theirs, or nothing: while one of them is somewhere, or others hang on them, it waits. */
export async function eraseMe(deps: Deps, id: string): Promise<Verdict> {
  const { outcome, title, ends, wards } = await erase(deps.db, id, deps.now())
  if (outcome === 'gone') throw new Wrong('login-needed')
  if (outcome === 'wards-left') return no({ refusal: outcome, count: wards ?? 0 })
  if (outcome === 'last-district') return no({ refusal: outcome })
  if (outcome === 'inside-now') return no({ refusal: outcome, title: title ?? '', until: moment(ends ?? deps.now()) })
  return yes({})
}
