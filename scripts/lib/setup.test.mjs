import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { root, unlessDone } from './setup.mjs'

let folder
let built
beforeEach(() => {
  mkdirSync(join(root, 'dist'), { recursive: true })
  folder = mkdtempSync(join(root, 'dist/setup-test-'))
  mkdirSync(join(folder, 'src'))
  built = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (path) => relative(root, join(folder, path))
const save = (path, text) => writeFileSync(join(folder, path), text)
const build = (setting, work = async () => void built++) =>
  unlessDone('a test', at('out/.stamp'), [at('src'), at('lock.json')], work, setting)

test('rebuilds exactly when a source, the lockfile or a setting changes, or a file is added or removed', async () => {
  const changes = [
    () => save('src/a.ts', 'one'),
    () => save('src/a.ts', 'two'),
    () => save('lock.json', '{}'),
    () => save('src/b.ts', ''),
    () => rmSync(join(folder, 'src/b.ts')),
  ]
  for (const [at, change] of changes.entries()) {
    change()
    await build('x')
    await build('x')
    assert.equal(built, at + 1)
  }
  await build('y')
  assert.equal(built, changes.length + 1)
})

test('a test file is not a source', async () => {
  await build()
  save('src/a.test.ts', 'one')
  await build()
  assert.equal(built, 1)
})

test('rebuilds after a failed build, even from unchanged sources', async () => {
  await build()
  save('src/a.ts', 'broken')
  const fail = async () => {
    throw new Error('does not build')
  }
  await assert.rejects(build(undefined, fail))
  rmSync(join(folder, 'src/a.ts'))
  await build()
  assert.equal(built, 2)
})
