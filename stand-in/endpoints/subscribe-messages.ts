import { readJson, type StandInAnswer, type StandInRequest } from '../protocol/request'
import { matchesTemplate, type Templates } from './message-template'
import type { Users } from './users'

/** A message that a phone has shown. */
export type ShownMessage = { openid: string; template: string; page: string; values: Record<string, string> }

/** First message id: like WeChat's, beyond the safe integers of JSON.parse. */
const FIRST = 3_248_682_510_344_192_000n
const STATES = [undefined, 'developer', 'trial', 'formal']

export function createSubscribeMessages(
  users: Users,
  templates: Templates,
  sensitive: readonly string[],
  onShown?: (message: ShownMessage) => void,
) {
  const grants = new Map<string, number>()
  const messages: ShownMessage[] = []
  /** Openids to which a message is being sent. */
  const busy = new Set<string>()
  const grantOf = (openid: string, template: string) => `${openid} ${template}`

  function send(call: StandInRequest, json: Record<string, unknown>): StandInAnswer {
    const { touser, template_id, page = '', data, miniprogram_state } = json
    const [openid, template] = [String(touser), String(template_id)]
    if (!users.knows(openid)) return 40003
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
    call.after.push(() => busy.delete(openid))
    const message = { openid, template, page, values: values as Record<string, string> }
    messages.push(message)
    onShown?.(message)
    return { errcode: 0, errmsg: 'ok', msgid: `${FIRST + BigInt(messages.length)}` }
  }

  return {
    messages,
    answer(call: StandInRequest): StandInAnswer {
      const json = readJson(call)
      return typeof json === 'number' ? json : send(call, json)
    },
    /** The user taps 「允许」: `times` more messages of this template are allowed. */
    grant(openid: string, template: string, times = 1) {
      const key = grantOf(openid, template)
      grants.set(key, (grants.get(key) ?? 0) + times)
    },
  }
}
