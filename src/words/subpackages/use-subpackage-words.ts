import { useWordsOf, type Words } from '../use-words'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

export type SubpackageWord = keyof typeof hans

const tables = { 'zh-hans': hans, 'zh-hant': hant, en }

/** What several subpackages say and no page of the main package, which is nearly full. */
export const useSubpackageWords = (): Words<SubpackageWord> => useWordsOf<SubpackageWord>(tables)
