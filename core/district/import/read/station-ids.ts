import { fold } from '../../../base/fold'
import type { Present } from '../district'

/** The two letters of a district in its station ids. */
const prefixOf = (id: string): string => id.slice(0, 2)
const numberOf = (id: string): number => Number(id.slice(2))

/**
 * Ids of the stations of a district: those in use, and the next ones of its prefix. `named`: by the workbook. The first station
 * must be named: ids stay for good, and so would those of a prefix that nobody has looked at.
 */
export function createStationIds(present: Present, named: readonly string[]) {
  const used = [...present.stations, ...present.retired.stations].map(({ id }) => id)
  const prefixes = new Set(used.length ? used.map(prefixOf) : [present.prefix])
  const prefix = used[0] ? prefixOf(used[0]) : present.prefix
  const isFirst = used.length + named.length === 0
  const claimed = new Set(named)
  let next = Math.max(0, ...[...used, ...named].filter((id) => prefixOf(id) === prefix).map(numberOf)) + 1
  const byName = new Map<string, string>()
  for (const { id, name, street } of present.stations) if (!claimed.has(id)) byName.set(`${street} ${fold(name)}`, id)
  return {
    prefix,
    /** Whether an id has the district's letters: those of its stations, or its own where it has none yet. */
    isOfDistrict: (id: string): boolean => prefixes.has(prefixOf(id)),
    /** Id of a row without one; undefined for the first station. The same name in the same street has the same id. */
    idFor(name: string, street: string): string | undefined {
      const key = `${street} ${fold(name)}`
      const known = byName.get(key)
      if (known || isFirst) return known
      const id = `${prefix}${String(next++).padStart(3, '0')}`
      byName.set(key, id)
      return id
    },
  }
}
