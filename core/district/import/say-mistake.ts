import { fill } from '../../words/fill'
import en from '../../words/import/en.json'
import hans from '../../words/import/zh-hans.json'
import hant from '../../words/import/zh-hant.json'
import type { Language } from '../../words/say'
import type { Mistake } from './mistake'

const tables: Record<Language, Record<keyof typeof hans, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

/** A mistake in words: where it is, what was found, and what is wanted. */
export function sayMistake(language: Language, { sheet, row, column, found, code, values, feature }: Mistake): string {
  const table = tables[language]
  const what = fill(table[code], { found, sheet, ...values })
  return fill(table[feature ? 'at-feature' : row ? 'at-row' : sheet ? 'at-sheet' : 'at-file'], {
    sheet,
    row,
    column,
    what,
  })
}
