import { type GenericSchema, is } from 'valibot'

/**
 * Texts of the seeded world and of the answers so far, from which valid values are chosen: a schema gets those that it
 * accepts, so that a request names things that exist, of several people.
 */
export type Pool = {
  add: (value: unknown) => void
  fitting: (schema: GenericSchema) => readonly string[]
}

/** Beyond so many the newest replace nothing: the choice is wide enough. */
const TEXTS_MOST = 600
const LENGTH_MOST = 400

export function createPool(first: readonly string[]): Pool {
  const texts = [...new Set(first)]
  const known = new Set(texts)
  const fits = new Map<GenericSchema, { seen: number; texts: string[] }>()

  function add(value: unknown): void {
    if (typeof value === 'string') {
      if (known.has(value) || value.length > LENGTH_MOST || texts.length >= TEXTS_MOST) return
      known.add(value)
      texts.push(value)
    } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) add(one)
  }
  return {
    add,
    fitting(schema) {
      const found = fits.get(schema) ?? { seen: 0, texts: [] }
      for (; found.seen < texts.length; found.seen++) {
        const text = texts[found.seen] as string
        if (is(schema, text)) found.texts.push(text)
      }
      fits.set(schema, found)
      return found.texts
    },
  }
}
