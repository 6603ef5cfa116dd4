import type { Refusal } from '@core/base/refusal'
import { fill } from '@core/words/fill'
import { type Language, sayRefusal } from '@core/words/say'
import { useMemo } from 'react'
import { languageNow, useLanguage } from '../platform/system/language'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export type Word = keyof typeof hans
type Tables<W extends string> = Record<Language, Record<W, string>>

export type Words<W extends string = Word> = {
  language: Language
  t: (word: W, values?: Record<string, unknown>) => string
  no: (why: Refusal) => string
}

const general: Tables<Word> = { 'zh-hans': hans, 'zh-hant': hant, en }

/** Merges the general word table with that of a subpackage. */
export const withGeneral = <W extends string>(own: Tables<W>): Tables<Word | W> => ({
  'zh-hans': { ...hans, ...own['zh-hans'] },
  'zh-hant': { ...hant, ...own['zh-hant'] },
  en: { ...en, ...own.en },
})

const wordsIn = <W extends string>(tables: Tables<W>, language: Language): Words<W> => ({
  language,
  t: (word, values) => fill(tables[language][word], values),
  no: (why) => sayRefusal(language, why),
})

export function useWordsOf<W extends string>(tables: Tables<W>): Words<W> {
  const language = useLanguage()
  return useMemo(() => wordsIn(tables, language), [tables, language])
}

/** The general words outside of a component. */
export const wordsNow = (): Words => wordsIn(general, languageNow())
export const useWords = (): Words => useWordsOf(general)
