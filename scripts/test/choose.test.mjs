import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { root } from '../lib/setup.mjs'
import { choose, Unknown } from './choose.mjs'
import { LANES } from './lanes.mjs'
import { commandOf, repeat, skippedIn } from './run-lane.mjs'

const FILES = [
  'core/notify/notice.test.ts',
  'cloud/notify/notice/notice.test.ts',
  'cloud/notify/notice/notice.race.test.ts',
  'cloud/booking/book.test.ts',
  'e2e/h5/npm-start.spec.ts',
]
const chosen = (...args) => choose(args, FILES).map(({ lane, files, flags }) => [lane, ...files, ...flags])
const refuses = (pattern, ...args) =>
  assert.throws(
    () => choose(args, FILES),
    (fault) => fault instanceof Unknown && pattern.test(fault.message),
  )

test('without a lane, all lanes run in full', () => {
  assert.deepEqual(
    chosen(),
    Object.keys(LANES).map((lane) => [lane]),
  )
})

test('several lanes run in full, in the order of the table', () => {
  assert.deepEqual(chosen('cloud', 'unit'), [['unit'], ['cloud']])
})

test('a lane with patterns runs its files whose path contains one of them', () => {
  assert.deepEqual(chosen('cloud', 'notice'), [['cloud', 'cloud/notify/notice/notice.test.ts']])
  assert.deepEqual(chosen('races', 'notice'), [['races', 'cloud/notify/notice/notice.race.test.ts']])
  assert.deepEqual(chosen('cloud', './cloud/notify/notice/', 'book'), [
    ['cloud', 'cloud/notify/notice/notice.test.ts', 'cloud/booking/book.test.ts'],
  ])
})

test('two lanes with a pattern: each with its matching files; a lane without any is skipped', () => {
  assert.deepEqual(chosen('unit', 'cloud', 'book'), [['cloud', 'cloud/booking/book.test.ts']])
})

test('flags are passed to the tool of a single lane', () => {
  assert.deepEqual(chosen('cloud', 'book', '-t', 'twice'), [['cloud', 'cloud/booking/book.test.ts', '-t', 'twice']])
  refuses(/name exactly one lane/, 'cloud', 'unit', '-t', 'twice')
})

test('flags stand where the tool reads them: before the files for Node, after them for Jest', () => {
  const [weapp] = choose(['weapp', 'sync', '--test-name-pattern=twice'], ['e2e/weapp/sync.test.ts'])
  const command = commandOf(weapp)
  assert.equal(command.at(-1), 'e2e/weapp/sync.test.ts')
  assert.ok(command.indexOf('--test-name-pattern=twice') < command.indexOf('--test'))
  const [cloud] = choose(['cloud', 'book', '-t', 'twice'], FILES)
  assert.deepEqual(commandOf(cloud).slice(-2), ['-t', 'twice'])
})

test('unknown lanes and files are refused', () => {
  refuses(/Unknown lane: notice\..*lanes: style/, 'notice')
  refuses(/No file of cloud matches “notce”/, 'cloud', 'notce')
  refuses(/“notce”/, 'cloud', 'notice', 'notce')
  refuses(/The lane style takes no file patterns/, 'style', 'core')
})

test('package.json has a script for every lane, and no others', () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  const named = Object.entries(scripts).filter(([name]) => name.startsWith('test:'))
  assert.deepEqual(
    named,
    Object.keys(LANES).map((lane) => [`test:${lane}`, `node scripts/test.mjs ${lane}`]),
  )
})

test('the repeat command names only the failed files and their seeds', () => {
  const [cloud] = choose(['cloud'], FILES)
  assert.equal(
    repeat(
      cloud,
      '\u001b[31mFAIL\u001b[0m cloud cloud/booking/book.test.ts (4 s)\n  at cloud/notify/notice/notice.test.ts:1:1\n',
    ),
    'npm test cloud cloud/booking/book.test.ts',
  )
  assert.equal(repeat(cloud, 'again with MODEL_SEED=7 MODEL_RUNS=500\n'), 'MODEL_SEED=7 MODEL_RUNS=500 npm test cloud')
  assert.equal(repeat(cloud, '{ seed: -5, path: "3:1", endOnFailure: true }'), 'FC_SEED=-5 npm test cloud')
  assert.equal(
    repeat(cloud, 'FUZZ_SEED=1 FUZZ_RUNS=2000\n…\n  FUZZ_ONLY=book,cancel FUZZ_SEED=7 FUZZ_RUNS=80 npm test fuzz\n'),
    'FUZZ_SEED=7 FUZZ_RUNS=80 FUZZ_ONLY=book,cancel npm test cloud',
  )
  // Each property that failed has a seed of its own, and one run takes one.
  assert.equal(
    repeat(cloud, '{ seed: -5, path: "3:1" }\n{ seed: 9, path: "0" }\n{ seed: -5, path: "3:1" }\nMODEL_SEED=7\n'),
    'MODEL_SEED=7 FC_SEED=-5 npm test cloud\n  MODEL_SEED=7 FC_SEED=9 npm test cloud',
  )
  const [named] = choose(['cloud', '-t', "who's in"], FILES)
  assert.equal(repeat(named, ''), "npm test -- cloud -t 'who'\\''s in'")
  const [h5] = choose(['h5'], FILES)
  assert.equal(repeat(h5, '    npm-start.spec.ts:88:1 › its keys\n'), 'npm test h5 e2e/h5/npm-start.spec.ts')
})

test('what a lane did not run is read from its output, once', () => {
  const line = '\u001b[33mskipped: tests of backup: pg_dump is not installed\u001b[39m\n'
  const excerpt = '> 15 | write(`skipped: why`)\n'
  assert.deepEqual(skippedIn(`${line}${excerpt}Tests: 6 skipped, 1 passed\n${line}`), [
    'tests of backup: pg_dump is not installed',
  ])
})
