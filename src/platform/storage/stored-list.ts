import { forget, type Key, read, unreadKeys, write } from './storage'

/** A stored text; `failed` where the storage could not be read, which says nothing about what is there. */
function readText(key: Key): { text: string | undefined; failed: boolean } {
  const before = unreadKeys()
  const text = read(key)
  return { text, failed: unreadKeys() > before }
}

/** Adds a text to those that are kept apart, once. False where that is not certain. */
function keepApart(aside: Key, text: string): boolean {
  const { text: held, failed } = readText(aside)
  if (failed) return false
  return held?.endsWith(text) ? true : write(aside, held ? `${held}\n${text}` : text)
}

/** The items of a text, without those that are none; `whole` unless anything of it was left out. */
function parse<T>(text: string, isItem: (item: unknown) => item is T): { items: T[]; whole: boolean } {
  try {
    const all: unknown = JSON.parse(text)
    const items = Array.isArray(all) ? all.filter(isItem) : []
    return { items, whole: Array.isArray(all) && items.length === all.length }
  } catch {
    return { items: [], whole: false }
  }
}

/**
 * A stored list that exists nowhere else, as scans that are not sent yet. Nothing is written over a text that was not
 * understood before it is kept apart under another key, nor over one that could not be read.
 */
export function openList<T>(key: Key, aside: Key, isItem: (item: unknown) => item is T) {
  /** Text that could not be kept apart so far. */
  let open: string | undefined
  let unread = false
  let setAside = false
  const load = (): T[] => {
    const { text, failed } = readText(key)
    unread = failed
    if (text === undefined) return []
    const { items, whole } = parse(text, isItem)
    if (whole) return items
    setAside = true
    open = text
    store(items)
    return items
  }
  /** False where it was not stored. An empty list is deleted. */
  const store = (items: readonly T[]): boolean => {
    if (open !== undefined && keepApart(aside, open)) open = undefined
    if (unread || open !== undefined) return false
    return items.length ? write(key, JSON.stringify(items)) : forget(key)
  }
  const items = load()
  return {
    items,
    /** A text of before was not understood, in whole or in part. */
    get setAside() {
      return setAside
    },
    /** What could not be read so far, if it can be now. */
    recover: (): T[] => (unread ? load() : []),
    write: store,
  }
}
