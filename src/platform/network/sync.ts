import type { SyncAnswer } from '@core/contract/endpoints/sync/sync'
import { create } from 'zustand'
import { forget, KEYS, lostWrites, read, write } from '../storage/storage'
import { cloud, isNoSignal, onLoginEnded } from './cloud'

type Part = Exclude<keyof SyncAnswer, 'next'>
type PartAnswer<P extends Part> = Exclude<SyncAnswer[P], undefined>
/** Takes over what is new; false when it does not fit what is there, and all of it must be asked for. */
type PartListener<P extends Part> = (said: PartAnswer<P>) => boolean | undefined
export type SyncResult = 'here' | 'no-signal'

const listeners: { [P in Part]?: PartListener<P> } = {}
/** Each part is somebody's to keep: a feature's store. All of them listen before the first call (app.tsx). */
export function onSyncPart<P extends Part>(part: P, hear: PartListener<P>): void {
  const all = listeners as Record<Part, PartListener<P>>
  all[part] = hear
}

type StoredCursor = { next?: string | undefined; at?: number | undefined }
function readCursor(): StoredCursor {
  try {
    return JSON.parse(read(KEYS.sync) ?? '{}')
  } catch {
    return {}
  }
}

/** What the cloud calls that which it has told this login here; and the version of the stations, which go with no login. */
let { next: cursor, at } = readCursor()
let packVersion: string | undefined
/** The cursor that goes with what this phone would find after a new start. */
let storedCursor = cursor
export const setPackVersion = (version: string | undefined): void => {
  packVersion = version
}

/** Rises when somebody's own change makes any answer that is under way an old one. */
let generation = 0
export const invalidateAnswers = (): void => {
  generation += 1
}

type SyncState = { state: 'resting' | 'asking' | 'no-signal' /** When the cloud last answered. */; checkedAt?: number }
/** How things stand between this phone and the cloud. */
export const useSync = create<SyncState>()(() => ({ state: 'resting', ...(at ? { checkedAt: at } : {}) }))

/** Takes it all over. The cursor is kept after the things themselves; once one could not be, the next start asks with the one before. */
function applyAnswer(answer: SyncAnswer): boolean {
  const parts = Object.keys(listeners) as Part[]
  const fits = parts.map(
    (part) => answer[part] === undefined || (listeners[part] as PartListener<Part>)(answer[part]) !== false,
  )
  packVersion = answer.stations?.version ?? packVersion
  cursor = answer.next.startsWith('p.') || fits.includes(false) ? undefined : answer.next
  if (lostWrites() === 0) storedCursor = cursor
  return !fits.includes(false)
}

const TRIES = 4

async function ask(door: string | undefined): Promise<SyncResult> {
  for (let nth = 0; nth < TRIES; nth++) {
    const askedIn = generation
    const since = cursor ?? (packVersion && `p.${packVersion}`)
    const result = await cloud('sync', { query: { ...(since ? { since } : {}), ...(door ? { door } : {}) } })
    if (askedIn !== generation) continue
    // What this phone asked with was no bookmark: it begins anew.
    if (result.ok === false && result.status === 400 && since) cursor = storedCursor = packVersion = undefined
    else if (result.ok === false) return 'no-signal'
    else if (result.ok === 'unchanged' || applyAnswer(result.answer)) return 'here'
  }
  return 'here'
}

let running: { door: string | undefined; heard: Promise<SyncResult> } | undefined

async function run(door: string | undefined): Promise<SyncResult> {
  useSync.setState({ state: 'asking' })
  try {
    const heard = await ask(door)
    if (heard === 'here') at = Date.now()
    useSync.setState(heard === 'here' ? { state: 'resting', checkedAt: at } : { state: 'no-signal' })
    if (heard === 'here') write(KEYS.sync, JSON.stringify({ next: storedCursor, at } satisfies StoredCursor))
    return heard
  } catch (fault) {
    useSync.setState({ state: isNoSignal(fault) ? 'no-signal' : 'resting' })
    if (!isNoSignal(fault)) throw fault
    return 'no-signal'
  }
}

/** Hears what is new for whoever this phone is; with `door`, also the day of that station. Asked twice at once, once. */
export function sync(door?: string): Promise<SyncResult> {
  if (running && (door === undefined || door === running.door)) return running.heard
  const before = running?.heard.catch(() => undefined) ?? Promise.resolve()
  const own = { door, heard: before.then(() => run(door)) }
  running = own
  const over = () => {
    if (running === own) running = undefined
  }
  own.heard.then(over, over)
  return own.heard
}

/** After something of one's own was changed: what comes then has it. */
export function syncAfterChange(): Promise<SyncResult> {
  invalidateAnswers()
  return sync()
}

onLoginEnded(() => {
  invalidateAnswers()
  cursor = storedCursor = undefined
  forget(KEYS.sync)
})
