import { randomUUID } from 'node:crypto'
import { readJson, type StandInAnswer, type StandInRequest } from '../protocol/request'
import type { Users } from './users'

/** Words that make a text risky, and words for which a person should review it. */
export type CheckedWords = { risky: readonly string[]; review: readonly string[] }

const MOST_CHARACTERS = 2_500
const FINE = 100
const ABUSE = 20003

export function createContentCheck(users: Users, { risky, review }: CheckedWords) {
  const suggest = (text: string): string => {
    if (risky.some((word) => text.includes(word))) return 'risky'
    return review.some((word) => text.includes(word)) ? 'review' : 'pass'
  }
  return {
    answer(call: StandInRequest): StandInAnswer {
      const json = readJson(call, 43302)
      if (typeof json === 'number') return json
      const { content, version, scene, openid } = json
      const fits = typeof content === 'string' && content.length > 0 && Array.from(content).length <= MOST_CHARACTERS
      if (!fits || version !== 2 || ![1, 2, 3, 4].includes(scene as number)) return 47001
      if (users.isElsewhere(openid)) return 43104
      if (!users.knows(openid)) return 40003
      if (!users.isActive(openid)) return 61010
      const result = { suggest: suggest(content), label: suggest(content) === 'pass' ? FINE : ABUSE }
      const detail = [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }]
      return { errcode: 0, errmsg: 'ok', detail, trace_id: randomUUID(), result }
    },
  }
}
