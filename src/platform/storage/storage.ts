import Taro from '@tarojs/taro'
import { createJSONStorage, type StateStorage } from 'zustand/middleware'

/** Every key the phone keeps, so that none is used twice. */
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
  sync: 'yike.sync',
} as const
type Key = (typeof KEYS)[keyof typeof KEYS]
export type KeyName = keyof typeof KEYS

/** Whose each is: a person's goes with them when they are erased, the phone's stays. What it is for, the privacy page tells. */
const KEY_OWNERS: Record<KeyName, 'person' | 'phone'> = {
  token: 'person',
  me: 'person',
  bookings: 'person',
  inbox: 'person',
  place: 'person',
  door: 'person',
  device: 'person',
  sync: 'person',
  // Theirs who saw them at a door: a phone may be shared.
  scans: 'phone',
  look: 'phone',
  language: 'phone',
  clock: 'phone',
  pack: 'phone',
}
export const KEY_NAMES = Object.keys(KEY_OWNERS) as KeyName[]

export const read = (key: Key): string | undefined => Taro.getStorageSync<string>(key) || undefined

/**
 * A full or forbidden storage costs the memory of it, never the action under way: the next start knows less. False then,
 * for who must say so.
 */
export function write(key: Key, value: string): boolean {
  try {
    Taro.setStorageSync(key, value)
    return true
  } catch {
    lost += 1
    return false
  }
}

let lost = 0
/** How often since this start something could not be kept. */
export const lostWrites = (): number => lost

export const forget = (key: Key): void => Taro.removeStorageSync(key)

/** Nothing here says any more who used this phone. */
export function forgetPerson(): void {
  for (const name of KEY_NAMES) if (KEY_OWNERS[name] === 'person') forget(KEYS[name])
}

const stateStorage: StateStorage = {
  getItem: (name) => read(name as Key) ?? null,
  setItem: (name, value) => void write(name as Key, value),
  removeItem: (name) => forget(name as Key),
}

/** For zustand's persist. */
export const persistStorage = <S>() => createJSONStorage<S>(() => stateStorage)
