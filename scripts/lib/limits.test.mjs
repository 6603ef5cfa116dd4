import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findTooLarge, listCode, MOST_FILES, MOST_LINES } from './limits.mjs'
import { root } from './setup.mjs'

test(`no file has more than ${MOST_LINES} lines, and no folder more than ${MOST_FILES} source files`, () =>
  assert.deepEqual(findTooLarge(listCode(root)), []))

test('the lines of a file are counted as they are', () => {
  const { lines } = listCode(root).find(({ path }) => path === 'scripts/lib/limits.test.mjs')
  assert.equal(lines, readFileSync(fileURLToPath(import.meta.url), 'utf8').match(/\n/g).length)
})

test('one line and one file more are found; tests count as files of no folder', () => {
  const files = (count, name) => Array.from({ length: count }, (_, nth) => ({ path: `a/${nth}${name}`, lines: 1 }))
  assert.deepEqual(findTooLarge([...files(MOST_FILES, '.ts'), ...files(9, '.race.test.ts')]), [])
  assert.deepEqual(findTooLarge(files(MOST_FILES + 1, '.ts')), [`a: ${MOST_FILES + 1} source files`])
  assert.deepEqual(findTooLarge([{ path: 'b.test.ts', lines: MOST_LINES }]), [])
  assert.deepEqual(findTooLarge([{ path: 'b.test.ts', lines: MOST_LINES + 1 }]), [`b.test.ts: ${MOST_LINES + 1} lines`])
})
