import { fold } from '../../../base/fold'
import type { Present } from '../district'

/** The two letters of a district in its station ids. */
export const prefixOf = (id: string): string => id.slice(0, 2)
const numberOf = (id: string): number => Number(id.slice(2))

/** Ids of the stations of a district: those in use, and the next ones of its prefix. */
export function createStationIds(present: Present, named: readonly string[]) {
  const used = [...present.stations, ...present.retired.stations].map(({ id }) => id)
  const prefixes = new Set(used.map(prefixOf))
  const [prefix] = [...used, ...named].map(prefixOf)
  const claimed = new Set(named)
  let next = Math.max(0, ...[...used, ...named].filter((id) => prefixOf(id) === prefix).map(numberOf)) + 1
  const byName = new Map<string, string>()
  for (const { id, name, street } of present.stations) if (!claimed.has(id)) byName.set(`${street} ${fold(name)}`, id)
  return {
    prefix,
    /** Whether an id has the district's letters: where it has no station yet, those of the first row. */
    isOfDistrict: (id: string): boolean => (prefixes.size ? prefixes.has(prefixOf(id)) : prefixOf(id) === prefix),
    /** Id of a row without one; undefined while the district has no prefix. The same name in the same street has the same id. */
    idFor(name: string, street: string): string | undefined {
      const key = `${street} ${fold(name)}`
      const known = byName.get(key)
      if (known || !prefix) return known
      const id = `${prefix}${String(next++).padStart(3, '0')}`
      byName.set(key, id)
      return id
    },
  }
}
