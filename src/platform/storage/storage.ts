import Taro from '@tarojs/taro'
import { createJSONStorage, type StateStorage } from 'zustand/middleware'
import { districtId } from '@/platform/app/district'

/** All storage keys, in one place so that none is used twice. */
export const KEYS = {
  token: 'yike.token',
  look: 'yike.look',
  language: 'yike.language',
  place: 'yike.place',
  pack: 'yike.pack',
  me: 'yike.me',
  bookings: 'yike.bookings',
  inbox: 'yike.inbox',
  device: 'yike.device',
  clock: 'yike.clock',
  door: 'yike.door',
  scans: 'yike.scans',
  scansAside: 'yike.scans.aside',
  sync: 'yike.sync',
} as const
export type Key = (typeof KEYS)[keyof typeof KEYS]
export type KeyName = keyof typeof KEYS

/**
 * Owner of each key: a person's keys are deleted with the account, the phone's stay. The privacy page explains their
 * purpose.
 */
const KEY_OWNERS: Record<KeyName, 'person' | 'phone'> = {
  token: 'person',
  me: 'person',
  bookings: 'person',
  inbox: 'person',
  place: 'person',
  door: 'person',
  device: 'person',
  sync: 'person',
  // Kept when the account is erased: unsent scans are attendance records, and staff may share a phone.
  scans: 'phone',
  scansAside: 'phone',
  look: 'phone',
  language: 'phone',
  clock: 'phone',
  pack: 'phone',
}
export const KEY_NAMES = Object.keys(KEY_OWNERS) as KeyName[]

/** Where a key is stored: under the district’s id, where the build or the page names one. */
const nameOf = (key: string): string => (districtId ? key.replace('.', `.${districtId}.`) : key)

let carried = districtId === ''
/**
 * Moves what was stored before the app knew its district’s id, so that nobody is logged out and no scan is lost. What cannot be
 * moved stays for the next start.
 */
function carryOver(): void {
  carried = true
  try {
    const names = Taro.getStorageInfoSync().keys
    for (const key of Object.values(KEYS).filter((one) => names.includes(one))) {
      if (!names.includes(nameOf(key))) Taro.setStorageSync(nameOf(key), Taro.getStorageSync<string>(key))
      Taro.removeStorageSync(key)
    }
  } catch {}
}
const placeOf = (key: Key): string => {
  if (!carried) carryOver()
  return nameOf(key)
}

/**
 * The stored value. A storage that cannot be read counts as empty, so that the app opens: the next sync brings what it
 * held.
 */
export function read(key: Key): string | undefined {
  try {
    return Taro.getStorageSync<string>(placeOf(key)) || undefined
  } catch {
    failedReads += 1
    return undefined
  }
}

let failedReads = 0
/** Number of failed reads since the app started. */
export const unreadKeys = (): number => failedReads

/**
 * Stores a value. A full or forbidden storage does not fail the action under way; it returns false, and the value is
 * lost at the next start.
 */
export function write(key: Key, value: string): boolean {
  return attempt(() => Taro.setStorageSync(placeOf(key), value))
}

/** Deletes a value; false, as for a write, where the storage refuses. */
export function forget(key: Key): boolean {
  return attempt(() => Taro.removeStorageSync(placeOf(key)))
}

let lost = 0
/** Number of failed writes and deletions since the app started. */
export const lostWrites = (): number => lost

function attempt(change: () => void): boolean {
  try {
    change()
    return true
  } catch {
    lost += 1
    return false
  }
}

/** Deletes everything that identifies the person who used this phone. */
export function forgetPerson(): void {
  for (const name of KEY_NAMES) if (KEY_OWNERS[name] === 'person') forget(KEYS[name])
}

const stateStorage: StateStorage = {
  getItem: (name) => read(name as Key) ?? null,
  setItem: (name, value) => void write(name as Key, value),
  removeItem: (name) => void forget(name as Key),
}

/** Storage adapter for zustand's persist. */
export const persistStorage = <S>() => createJSONStorage<S>(() => stateStorage)
