import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { Ending, listEndings } from '../../account/privacy/endings'
import type { Db } from '../../db/port'
import { BadEnv } from '../../util/bad-env'

const NEW_LINE = '\n'
const keyOf = (ending: Ending): string =>
  ending.what === 'erased' ? ending.person : [ending.person, ending.role, ending.scope].join()

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
 * Adds the endings of the database to the file. Nothing is ever removed from it: a database that was just restored knows
 * fewer.
 */
export async function writeEndings(db: Db, file: string): Promise<number> {
  const known = new Map(readEndings(file).map((ending) => [keyOf(ending), ending]))
  for (const ending of await listEndings(db)) {
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
