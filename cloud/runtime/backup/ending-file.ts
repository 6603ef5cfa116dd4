import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type Instant, instant } from '@core/base/time'
import * as v from 'valibot'
import { Ending, listEndings } from '../../account/ending/ending'
import type { Db } from '../../db/port'
import { BadEnv } from '../../util/bad-env'

const NEW_LINE = '\n'
/** All but its moments, in a fixed order. */
const keyOf = ({ at: _, until: __, ...which }: Ending): string => JSON.stringify(Object.entries(which).sort())

/** Reads a file of endings, one in a line; a missing one is empty. Throws BadEnv for a line that is none. */
export function readEndings(file: string): Ending[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw fault
  }
  const lines = text.split(NEW_LINE).filter(Boolean)
  return lines.map((line, at) => {
    try {
      return v.parse(Ending, JSON.parse(line))
    } catch {
      throw new BadEnv(`${file}, line ${at + 1}: not an ending`)
    }
  })
}

/**
 * Adds the endings of the database to the file. Only what would have ended by itself is removed from it: a database that was
 * just restored knows fewer.
 */
export async function writeEndings(db: Db, file: string, now: Instant): Promise<number> {
  const lasting = readEndings(file).filter(({ until }) => until === undefined || instant(until) > now)
  const known = new Map(lasting.map((ending) => [keyOf(ending), ending]))
  for (const ending of await listEndings(db, now)) {
    const before = known.get(keyOf(ending))
    if (!before || before.at < ending.at) known.set(keyOf(ending), ending)
  }
  const part = `${file}.part`
  writeFileSync(part, [...known.values()].map((ending) => `${JSON.stringify(ending)}${NEW_LINE}`).join(''), {
    mode: 0o600,
    flush: true,
  })
  renameSync(part, file)
  return known.size
}
