// Limits of size: a file that is longer, and a folder that has more, is hard to take in and is split by its nouns.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Lines of a file, tests included. */
export const MOST_LINES = 250
/** Source files of a folder, tests not included. */
export const MOST_FILES = 14

const CODE = /\.(tsx?|mjs|cjs|sql)$/
const TEST = /\.(test|spec)\.\w+$/
/** Written by `npm run schema`. */
const MADE = 'cloud/db/schema.sql'

/** Files with too many lines, of these with their lines, and folders with too many of these files: one line each. */
export function findTooLarge(files) {
  const counts = new Map()
  for (const { path } of files) if (!TEST.test(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  return [
    ...files.filter(({ lines }) => lines > MOST_LINES).map(({ path, lines }) => `${path}: ${lines} lines`),
    ...[...counts]
      .filter(([, count]) => count > MOST_FILES)
      .map(([folder, count]) => `${folder}: ${count} source files`),
  ]
}

/** The code of a clone, with its numbers of lines. */
export const listCode = (root) =>
  execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => CODE.test(path) && path !== MADE)
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
