import en from '../words/field/en.json'
import hans from '../words/field/zh-hans.json'
import hant from '../words/field/zh-hant.json'
import { fill } from '../words/fill'
import { type Language, say } from '../words/say'
import type { ErrorCode } from './error'

type FieldWord = keyof typeof hans
const tables: Record<Language, Record<FieldWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

const isField = (key: string): key is FieldWord => key in hans && key !== 'wrong' && key !== 'row'

/**
 * Label of a form's field by its path in a request: of `offering.templates.0.at` the longest end that has one, here
 * `templates.at`. Undefined where people do not fill it in themselves.
 */
export function sayField(language: Language, where: string): string | undefined {
  const names = where.split('.').filter((name) => !/^\d+$/.test(name))
  const key = names.map((_, from) => names.slice(from).join('.')).find(isField)
  if (!key) return undefined
  const field = tables[language][key]
  const [, at] = /templates\.(\d+)\./.exec(where) ?? []
  return at === undefined ? field : fill(tables[language].row, { row: Number(at) + 1, field })
}

type About = { where?: string | undefined; after?: number | undefined }

/**
 * Text of an error. An invalid field is named by its label; its path is for programs, beside the text. `after`: seconds
 * until a retry makes sense, said in minutes.
 */
export function sayError(language: Language, code: ErrorCode, { where, after = 0 }: About = {}): string {
  const field = code === 'bad-input' && where ? sayField(language, where) : undefined
  return field
    ? fill(tables[language].wrong, { field })
    : say(language, `error.${code}`, { minutes: Math.max(1, Math.ceil(after / 60)) })
}
