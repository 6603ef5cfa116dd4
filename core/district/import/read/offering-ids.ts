import { fold } from '../../../base/fold'
import type { Present } from '../district'

/** Id of an offering whose row has it with or without its station's. */
export const fullId = (station: string, id: string): string => `${station}-${id.slice(id.indexOf('-') + 1)}`

/** Ids of a station's offerings: those in use, and the next ones. `named`: by the workbook. */
export function createOfferingIds({ offerings, retired }: Present, named: readonly string[]) {
  const claimed = new Set(named)
  const used = new Set([...offerings, ...retired.offerings].map(({ id }) => id))
  const byTitle = new Map(
    offerings.filter(({ id }) => !claimed.has(id)).map(({ station, title, id }) => [`${station} ${fold(title)}`, id]),
  )
  return (station: string, title: string): string => {
    const known = byTitle.get(`${station} ${fold(title)}`)
    if (known) return known
    let nth = 1
    const idAt = (): string => `${station}-p${String(nth).padStart(2, '0')}`
    while (used.has(idAt()) || claimed.has(idAt())) nth++
    used.add(idAt())
    return idAt()
  }
}
