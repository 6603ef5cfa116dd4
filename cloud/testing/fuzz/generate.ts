import type { Dice } from './dice'
import type { Part } from './part'
import type { Pool } from './pool'
import { HOSTILE_NAMES, HOSTILE_NUMBERS, HOSTILE_TEXTS, HOSTILE_VALUES, WRITTEN } from './values'

/** `wild`: how likely a value is at or beyond a boundary, or of another type; 0 makes a valid request. */
export type Means = { dice: Dice; pool: Pool; wild: number }

/** How likely a field keeps the value of the sample, and one that the sample lacks is added. */
const KEPT = 0.75
const ADDED = 0.3
/** Items of an array that has no smaller maximum. */
const ITEMS_MOST = 6

type Of<K extends Part['is']> = Extract<Part, { is: K }>

/** A text of exactly so many letters. */
const textOf = ({ dice }: Means, letters: number): string => dice.pick(['一', 'x', '7', '𠮷']).repeat(letters)

function validText(part: Of<'text'>, means: Means): string {
  const { dice, pool } = means
  const fitting = pool.fitting(part.schema)
  const isFree = part.patterns.length === 0 && part.most !== undefined
  if (isFree && dice.chance(0.5)) return dice.pick(WRITTEN)
  if (isFree && dice.chance(0.3)) return textOf(means, dice.pick([part.least, part.most ?? 1]))
  return fitting.length ? dice.pick(fitting) : dice.pick(HOSTILE_TEXTS)
}

function wildText(part: Of<'text'>, means: Means): unknown {
  const { dice } = means
  if (dice.chance(0.15)) return dice.pick([...HOSTILE_VALUES, ...HOSTILE_NUMBERS])
  if (dice.chance(0.3) && part.most !== undefined) return textOf(means, part.most + dice.pick([0, 1]))
  const hostile = dice.pick(HOSTILE_TEXTS)
  return dice.chance(0.3) ? `${validText(part, means)}${hostile}` : hostile
}

function validNumber({ least = -1e9, most = 1e9, whole }: Of<'number'>, { dice }: Means): number {
  if (dice.chance(0.4)) return dice.pick([least, most])
  // Small figures are more usual than large ones.
  const value = least + (most - least) * 10 ** -dice.int(9)
  return whole ? Math.floor(value) : value
}

function wildNumber(part: Of<'number'>, { dice }: Means): unknown {
  if (dice.chance(0.15)) return dice.pick([...HOSTILE_VALUES, ...HOSTILE_TEXTS.slice(0, 9)])
  const { least = 0, most = 0 } = part
  return dice.chance(0.5) ? dice.pick([least - 1, least, most, most + 1, most + 0.5]) : dice.pick(HOSTILE_NUMBERS)
}

function objectOf(part: Of<'object'>, base: unknown, means: Means): unknown {
  const { dice, wild } = means
  const given = (typeof base === 'object' && base !== null ? base : {}) as Record<string, unknown>
  const entries: [string, unknown][] = []
  for (const { name, part: inner, optional } of part.entries) {
    const isThere = Object.hasOwn(given, name)
    if (optional && !isThere && !dice.chance(ADDED)) continue
    if (dice.chance(wild / 4)) continue
    entries.push([name, generate(inner, given[name], means)])
  }
  if (dice.chance(wild / 4)) entries.push([dice.pick(HOSTILE_NAMES), dice.pick(HOSTILE_VALUES)])
  // By fromEntries, so that `__proto__` is a field like any other.
  return Object.fromEntries(entries)
}

function arrayOf({ item, least, most = ITEMS_MOST }: Of<'array'>, base: unknown, means: Means): unknown {
  const { dice, wild } = means
  const given: unknown[] = Array.isArray(base) ? base : []
  const usual =
    given.length && dice.chance(KEPT) ? given.length : least + dice.int(Math.min(most, ITEMS_MOST) + 1 - least)
  const length = dice.chance(wild / 2) ? dice.pick([0, least, most, most + 1]) : usual
  const items = Array.from({ length }, (_, at) => generate(item, given[at], means))
  return items
}

/** A value for a part of a request, like the sample's in `base` where it has one. */
export function generate(part: Part, base: unknown, means: Means): unknown {
  const { dice, wild } = means
  const isWild = dice.chance(wild)
  switch (part.is) {
    case 'object':
      return isWild && dice.chance(0.1) ? dice.pick(HOSTILE_VALUES) : objectOf(part, base, means)
    case 'array':
      return isWild && dice.chance(0.3) ? dice.pick(HOSTILE_VALUES) : arrayOf(part, base, means)
    case 'choice':
      if (base !== undefined && !isWild && dice.chance(KEPT)) return base
      return generate(dice.pick(part.options), isWild ? undefined : base, means)
    case 'values':
      if (isWild) return dice.pick([...part.values, ...HOSTILE_VALUES, ...HOSTILE_TEXTS.slice(0, 20)])
      return base !== undefined && dice.chance(KEPT) ? base : dice.pick(part.values)
    case 'number':
      if (isWild) return wildNumber(part, means)
      return typeof base === 'number' && dice.chance(KEPT) ? base : validNumber(part, means)
    case 'text':
      if (isWild) return wildText(part, means)
      return typeof base === 'string' && dice.chance(KEPT) ? base : validText(part, means)
  }
}
