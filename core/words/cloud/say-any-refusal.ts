import type { Refusal, RefusalCode } from '../../base/refusal'
import { fill } from '../fill'
import { type CoreWord, type Language, readable, sayRefusal } from '../say'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

/** Words of refusals that only the cloud finds. A phone shows the sentence that comes with them, and has no copy. */
type CloudWord = keyof typeof hans

const tables: Record<Language, Record<CloudWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

/** Every refusal has its text in one of the two tables. */
type Unsaid = Exclude<RefusalCode, CoreWord | CloudWord>
const isOfCloud = (code: Exclude<RefusalCode, Unsaid>): code is CloudWord => code in hans

/** Text of any refusal, for the cloud, which finds them all. */
export const sayAnyRefusal = (language: Language, why: Refusal): string =>
  isOfCloud(why.refusal) ? fill(tables[language][why.refusal], readable(language, why)) : sayRefusal(language, why)
