import { useWordsOf, type Word, type Words, withGeneral } from '../use-words'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export type DeskWord = keyof typeof hans
export type DeskWords = Words<Word | DeskWord>

const tables = withGeneral<DeskWord>({ 'zh-hans': hans, 'zh-hant': hant, en })

export const useDeskWords = (): DeskWords => useWordsOf(tables)
