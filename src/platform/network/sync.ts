import type { SyncAnswer } from '@core/contract/endpoints/sync/sync'
import { create } from 'zustand'
import { forget, KEYS, lostWrites, read, unreadKeys, write } from '../storage/storage'
import { cloud, isNoSignal, onLoginEnded } from './cloud'

type Part = Exclude<keyof SyncAnswer, 'next'>
type PartAnswer<P extends Part> = Exclude<SyncAnswer[P], undefined>
/** Merges one part of a sync answer; false when the delta does not fit the stored state and a full sync is needed. */
type PartListener<P extends Part> = (part: PartAnswer<P>) => boolean | undefined
export type SyncResult = 'here' | 'no-signal'

const listeners: { [P in Part]?: PartListener<P> } = {}
/** Registers the store that holds a part. All stores register before the first sync (app.tsx). */
export function onSyncPart<P extends Part>(part: P, listener: PartListener<P>): void {
  const all = listeners as Record<Part, PartListener<P>>
  all[part] = listener
}

type StoredCursor = { next?: string | undefined; at?: number | undefined }
function readCursor(): StoredCursor {
  try {
    return JSON.parse(read(KEYS.sync) ?? '{}')
  } catch {
    return {}
  }
}

/** Sync cursor of this login, and the version of the station pack, which is independent of the login. */
let { next: cursor, at } = readCursor()
let packVersion: string | undefined
/** The cursor that matches what is in storage, to resume from after a restart. */
let storedCursor = cursor
export const setPackVersion = (version: string | undefined): void => {
  packVersion = version
}

/** Incremented by the person's own changes: answers to requests sent before are stale. */
let generation = 0
export const invalidateAnswers = (): void => {
  generation += 1
}

type SyncState = { state: 'resting' | 'asking' | 'no-signal' /** When the cloud last answered. */; checkedAt?: number }
/** Sync status, for display. */
export const useSync = create<SyncState>()(() => ({ state: 'resting', ...(at ? { checkedAt: at } : {}) }))

/**
 * Merges an answer. The cursor is stored after the data; once a write failed, a restart resumes from the cursor before.
 */
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

/** Failed reads of the storage that were followed by a full sync. */
let restored = 0
/** Starts with a full sync if a stored part could not be read: the cursor counts it among what this phone has. */
function checkStorage(): void {
  if (unreadKeys() > restored) cursor = storedCursor = undefined
  restored = unreadKeys()
}

const TRIES = 4

async function ask(door: string | undefined): Promise<SyncResult> {
  checkStorage()
  for (let nth = 0; nth < TRIES; nth++) {
    const askedIn = generation
    const since = cursor ?? (packVersion && `p.${packVersion}`)
    const result = await cloud('sync', { query: { ...(since ? { since } : {}), ...(door ? { door } : {}) } })
    if (askedIn !== generation) continue
    // The cloud rejected the cursor: start with a full sync.
    if (result.ok === false && result.status === 400 && since) cursor = storedCursor = packVersion = undefined
    else if (result.ok === false) return 'no-signal'
    else if (result.ok === 'unchanged' || applyAnswer(result.answer)) return 'here'
  }
  return 'here'
}

let running: { door: string | undefined; result: Promise<SyncResult> } | undefined

async function run(door: string | undefined): Promise<SyncResult> {
  useSync.setState({ state: 'asking' })
  try {
    const result = await ask(door)
    if (result === 'here') at = Date.now()
    useSync.setState(result === 'here' ? { state: 'resting', checkedAt: at } : { state: 'no-signal' })
    if (result === 'here') write(KEYS.sync, JSON.stringify({ next: storedCursor, at } satisfies StoredCursor))
    return result
  } catch (fault) {
    useSync.setState({ state: isNoSignal(fault) ? 'no-signal' : 'resting' })
    if (!isNoSignal(fault)) throw fault
    return 'no-signal'
  }
}

/**
 * Fetches what is new for this login; with `door` (a station id), also that station's door pack. Concurrent calls share
 * one request.
 */
export function sync(door?: string): Promise<SyncResult> {
  if (running && (door === undefined || door === running.door)) return running.result
  const before = running?.result.catch(() => undefined) ?? Promise.resolve()
  const own = { door, result: before.then(() => run(door)) }
  running = own
  const over = () => {
    if (running === own) running = undefined
  }
  own.result.then(over, over)
  return own.result
}

/** Syncs after the person's own change: the result includes it. */
export function syncAfterChange(): Promise<SyncResult> {
  invalidateAnswers()
  return sync()
}

onLoginEnded(() => {
  invalidateAnswers()
  cursor = storedCursor = undefined
  forget(KEYS.sync)
})
