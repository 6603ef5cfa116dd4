import type { SyncAnswer } from '@core/contract/rows/sync'
import { create } from 'zustand'
import { forget, KEYS, lostWrites, read, write } from '../storage/storage'
import { cloud, isNoSignal, onLoginEnded } from './cloud'

type Part = Exclude<keyof SyncAnswer, 'next'>
type Said<P extends Part> = Exclude<SyncAnswer[P], undefined>
/** Takes over what is new; false when it does not fit what is there, and all of it must be asked for. */
type Hear<P extends Part> = (said: Said<P>) => boolean | undefined
export type Heard = 'here' | 'no-signal'

const hears: { [P in Part]?: Hear<P> } = {}
/** Each part is somebody's to keep: a feature's store. All of them listen before the first call (app.tsx). */
export function listen<P extends Part>(part: P, hear: Hear<P>): void {
  const all = hears as Record<Part, Hear<P>>
  all[part] = hear
}

type Kept = { next?: string | undefined; at?: number | undefined }
function kept(): Kept {
  try {
    return JSON.parse(read(KEYS.sync) ?? '{}')
  } catch {
    return {}
  }
}

/** What the cloud calls that which it has told this login here; and the version of the stations, which go with no login. */
let { next: cursor, at } = kept()
let pack: string | undefined
/** The cursor that goes with what this phone would find after a new start. */
let safe = cursor
export const startFrom = (version: string | undefined): void => {
  pack = version
}

/** Rises when somebody's own change makes any answer that is under way an old one. */
let era = 0
export const outdate = (): void => {
  era += 1
}

type SyncState = { state: 'resting' | 'asking' | 'no-signal' /** When the cloud last answered. */; checkedAt?: number }
/** How things stand between this phone and the cloud. */
export const useSync = create<SyncState>()(() => ({ state: 'resting', ...(at ? { checkedAt: at } : {}) }))

/** Takes it all over. The cursor is kept after the things themselves; once one could not be, the next start asks with the one before. */
function take(answer: SyncAnswer): boolean {
  const parts = Object.keys(hears) as Part[]
  const fits = parts.map((part) => answer[part] === undefined || (hears[part] as Hear<Part>)(answer[part]) !== false)
  pack = answer.stations?.version ?? pack
  cursor = answer.next.startsWith('p.') || fits.includes(false) ? undefined : answer.next
  if (lostWrites() === 0) safe = cursor
  return !fits.includes(false)
}

const TRIES = 4

async function ask(door: string | undefined): Promise<Heard> {
  for (let nth = 0; nth < TRIES; nth++) {
    const asked = era
    const since = cursor ?? (pack && `p.${pack}`)
    const result = await cloud('sync', { query: { ...(since ? { since } : {}), ...(door ? { door } : {}) } })
    if (asked !== era) continue
    // What this phone asked with was no bookmark: it begins anew.
    if (result.ok === false && result.status === 400 && since) cursor = safe = pack = undefined
    else if (result.ok === false) return 'no-signal'
    else if (result.ok === 'unchanged' || take(result.answer)) return 'here'
  }
  return 'here'
}

let running: { door: string | undefined; heard: Promise<Heard> } | undefined

async function run(door: string | undefined): Promise<Heard> {
  useSync.setState({ state: 'asking' })
  try {
    const heard = await ask(door)
    if (heard === 'here') at = Date.now()
    useSync.setState(heard === 'here' ? { state: 'resting', checkedAt: at } : { state: 'no-signal' })
    if (heard === 'here') write(KEYS.sync, JSON.stringify({ next: safe, at } satisfies Kept))
    return heard
  } catch (fault) {
    useSync.setState({ state: isNoSignal(fault) ? 'no-signal' : 'resting' })
    if (!isNoSignal(fault)) throw fault
    return 'no-signal'
  }
}

/** Hears what is new for whoever this phone is; with `door`, also the day of that station. Asked twice at once, once. */
export function sync(door?: string): Promise<Heard> {
  if (running && (door === undefined || door === running.door)) return running.heard
  const before = running?.heard.catch(() => undefined) ?? Promise.resolve()
  const mine = { door, heard: before.then(() => run(door)) }
  running = mine
  const over = () => {
    if (running === mine) running = undefined
  }
  mine.heard.then(over, over)
  return mine.heard
}

/** After something of one's own was changed: what comes then has it. */
export function syncAnew(): Promise<Heard> {
  outdate()
  return sync()
}

onLoginEnded(() => {
  outdate()
  cursor = safe = undefined
  forget(KEYS.sync)
})
