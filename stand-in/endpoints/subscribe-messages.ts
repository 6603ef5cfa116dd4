import { readJson, type StandInAnswer, type StandInRequest } from '../protocol/request'
import { matchesTemplate, type Templates } from './message-template'
import type { Users } from './users'

/** A message that somebody's phone has shown. */
export type ShownMessage = { openid: string; template: string; page: string; values: Record<string, string> }

/** Numbers of WeChat's are larger than what JSON.parse keeps apart. */
const FIRST = 3_248_682_510_344_192_000n
const STATES = [undefined, 'developer', 'trial', 'formal']

export function createSubscribeMessages(
  people: Users,
  templates: Templates,
  sensitive: readonly string[],
  told?: (message: ShownMessage) => void,
) {
  const grants = new Map<string, number>()
  const messages: ShownMessage[] = []
  /** To whom a message is on its way. */
  const busy = new Set<string>()
  const grantOf = (openid: string, template: string) => `${openid} ${template}`

  function send(asked: StandInRequest, json: Record<string, unknown>): StandInAnswer {
    const { touser, template_id, page = '', data, miniprogram_state } = json
    const [openid, template] = [String(touser), String(template_id)]
    if (!people.knows(openid)) return 40003
    const keys = templates[template]
    if (!keys) return 40037
    if (!matchesTemplate(keys, data) || typeof page !== 'string' || !STATES.includes(miniprogram_state as string))
      return 47003
    const values = Object.fromEntries(keys.map((key) => [key, (data as Record<string, { value: string }>)[key]?.value]))
    if (sensitive.some((word) => JSON.stringify(values).includes(word))) return 45168
    if (busy.has(openid)) return 43108
    const left = grants.get(grantOf(openid, template)) ?? 0
    if (left === 0) return 43101
    grants.set(grantOf(openid, template), left - 1)
    busy.add(openid)
    asked.after.push(() => busy.delete(openid))
    const message = { openid, template, page, values: values as Record<string, string> }
    messages.push(message)
    told?.(message)
    return { errcode: 0, errmsg: 'ok', msgid: `${FIRST + BigInt(messages.length)}` }
  }

  return {
    messages,
    answer(asked: StandInRequest): StandInAnswer {
      const json = readJson(asked)
      return typeof json === 'number' ? json : send(asked, json)
    },
    /** They tap 「允许」: so many more messages of this template. */
    grant(openid: string, template: string, times = 1) {
      const key = grantOf(openid, template)
      grants.set(key, (grants.get(key) ?? 0) + times)
    },
  }
}
