import { useWordsOf, type Word, type Words, withGeneral } from '../use-words'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export type ResidentWord = keyof typeof hans
export type ResidentWords = Words<Word | ResidentWord>

const tables = withGeneral<ResidentWord>({ 'zh-hans': hans, 'zh-hant': hant, en })

export const useResidentWords = (): ResidentWords => useWordsOf(tables)
