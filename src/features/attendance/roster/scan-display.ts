import { clockOf, instant } from '@core/base/time'
import type { ManagerWords } from '@/words/manager/use-manager-words'
import type { ScanOutcome } from './recorded-scan'
import type { ScanResult } from './scan-store'

export type ScanDisplay = { look: 'let-in' | 'twice' | 'turned-away'; large: string; small: string[] }
type ScanFacts = {
  verdict: string
  name: string
  seats: number
  title: string
  at?: number | undefined
  message: string
}

const LOOKS: Record<string, ScanDisplay['look']> = {
  in: 'let-in',
  left: 'let-in',
  'walked-in': 'let-in',
  undone: 'twice',
  already: 'twice',
}

function headlineOf({ verdict, name, seats, at, message }: ScanFacts, { t }: ManagerWords): string {
  if (verdict === 'in') return name ? t('scan.in', { name, seats }) : t('scan.in-unnamed', { seats })
  if (verdict === 'already' && at !== undefined) return t('scan.already', { at: clockOf(at) })
  return verdict === 'left' ? t('scan.left', { name }) : message
}

function factsOf(scanned: Extract<ScanResult, { state: 'judged' | 'answered' }>, words: ManagerWords): ScanFacts {
  if (scanned.state === 'answered') {
    const { verdict, name = '', seats = 0, title = '', at, message } = scanned.answer
    return { verdict, name, seats, title, at: at ? instant(at) : undefined, message }
  }
  const { verdict, why, here, at } = scanned.verdict
  const { name = '', seats = 0, title = '' } = here ?? {}
  return { verdict, name, seats, title, at, message: why ? words.no(why) : '' }
}

/** What the scan result shows: one large line, readable from two metres, and small lines below. */
export function scanDisplayOf(scanned: ScanResult, outcome: ScanOutcome | undefined, words: ManagerWords): ScanDisplay {
  const { t } = words
  if (scanned.state === 'no-signal') return { look: 'turned-away', large: t('scan.no-pack'), small: [] }
  if (scanned.state === 'wrong') return { look: 'turned-away', large: scanned.message || t('scan.too-late'), small: [] }
  if (scanned.state === 'taken-back' && outcome?.is === 'refused')
    return { look: 'turned-away', large: t('roster.not-back'), small: [] }
  if (scanned.state === 'undone' || scanned.state === 'taken-back')
    return { look: 'twice', large: t('scan.undone'), small: [] }
  if (scanned.state === 'walked-in') {
    const flagged = outcome?.is === 'flagged'
    return { look: flagged ? 'twice' : 'let-in', large: t('scan.walked-in', { seats: scanned.seats }), small: [] }
  }
  const facts = factsOf(scanned, words)
  const { verdict, name, seats, title } = facts
  // The cloud may later disagree with letting them in: scanned by another phone, or cancelled meanwhile.
  const doubted = outcome?.is === 'again' || outcome?.is === 'flagged'
  const look = doubted && verdict === 'in' ? 'twice' : (LOOKS[verdict] ?? 'turned-away')
  const who = verdict === 'already' ? t('scan.who', { name, seats, title }) : verdict === 'refused' ? name : title
  const judged = scanned.state === 'judged' ? scanned.verdict : undefined
  const small = [
    who,
    judged?.means === 'card' && verdict !== 'refused' ? t('scan.card') : '',
    judged?.unlisted && verdict === 'in' && outcome?.is === 'unsent' ? t('scan.unlisted') : '',
  ]
  return { look, large: headlineOf(facts, words), small: small.filter(Boolean) }
}
