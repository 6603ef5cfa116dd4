import type { Refusal } from '@core/refusal'
import { fill } from '@core/words/fill'
import { type Language, sayRefusal } from '@core/words/say'
import { useMemo } from 'react'
import en from './en.json'
import { useLanguage } from './language'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export type Word = keyof typeof hans
const tables: Record<Language, Record<Word, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

export type Words = {
  language: Language
  t: (word: Word, values?: Record<string, unknown>) => string
  no: (why: Refusal) => string
}

const wordsIn = (language: Language): Words => ({
  language,
  t: (word, values) => fill(tables[language][word], values),
  no: (why) => sayRefusal(language, why),
})

export function useWords(): Words {
  const language = useLanguage()
  return useMemo(() => wordsIn(language), [language])
}
