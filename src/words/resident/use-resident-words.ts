import { useWordsOf, type Word, type Words, withGeneral } from '../use-words'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export type MoreWord = keyof typeof hans
export type MoreWords = Words<Word | MoreWord>

const tables = withGeneral<MoreWord>({ 'zh-hans': hans, 'zh-hant': hant, en })

export const useMoreWords = (): MoreWords => useWordsOf(tables)
