import { useWordsOf, type Word, type Words, withGeneral } from '../use-words'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export type ManagerWord = keyof typeof hans
export type ManagerWords = Words<Word | ManagerWord>

const tables = withGeneral<ManagerWord>({ 'zh-hans': hans, 'zh-hant': hant, en })

export const useManagerWords = (): ManagerWords => useWordsOf(tables)
