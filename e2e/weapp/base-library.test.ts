import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { AppPackage } from './harness/package/app-package'
import { baseLibrary, missingIn, missingUses, newerInterfaces } from './harness/package/base-library'

const floor = baseLibrary()
const pkg = new AppPackage('dist/weapp')
const scripts = pkg.files().filter(({ path }) => path.endsWith('.js'))
const faultsBy = (find: (source: string) => string[]): string[] =>
  scripts.flatMap(({ path }) => find(pkg.read(path)).map((fault) => `${path}: ${fault}`))

test('the built package uses no function that phones with the oldest supported base library lack', () => {
  const missing = missingIn(floor)
  assert.deepEqual(
    faultsBy((source) => missingUses(source, missing)),
    [],
  )
})

test('the built package calls no member of wx that came with a later base library', () => {
  assert.deepEqual(
    faultsBy((source) => newerInterfaces(source, floor)),
    [],
  )
})

test('the declared base library is the built package’s and the one that the deployment guide names', () => {
  assert.equal(pkg.json<{ libVersion: string }>('project.config.json').libVersion, floor)
  const [, named] = /基础库最低版本[^\n]*?(\d+\.\d+\.\d+)/.exec(readFileSync('docs/deploy.md', 'utf8')) ?? []
  assert.equal(named, floor)
})

test('functions, methods, globals and patterns newer than the base library are reported', () => {
  const missing = missingIn('2.32.3')
  for (const [source, fault] of [
    ['structuredClone(page)', 'structuredClone'],
    ['new URL(page)', 'URL'],
    ['Object.groupBy(list, by)', 'Object.groupBy'],
    ['Promise.withResolvers()', 'Promise.withResolvers'],
    ['bytes.toBase64()', '.toBase64()'],
    ['counts.getOrInsert(id, 0)', '.getOrInsert()'],
    ["new RegExp('(?<=a)b')", "RegExp('(?<=…')"],
    ["RegExp('^' + '\\\\p{Script=Han}', 'u')", "RegExp('\\p{…')"],
  ] as const)
    assert.deepEqual(missingUses(source, missing), [fault], source)
  for (const known of ['[1].at(0)', 'list.map(by).filter(by)', "RegExp('(?:a)b')", "text.replaceAll('a', '')"])
    assert.deepEqual(missingUses(known, missing), [], known)
  for (const tested of [
    "typeof structuredClone == 'function' && structuredClone(page)",
    'typeof a.toBase64 && a.toBase64()',
  ])
    assert.deepEqual(missingUses(tested, missing), [], tested)
})

test('an older base library lacks more', () => {
  const source = "Object.hasOwn(page, [1].at(0)), text.replaceAll('a', 'b'), globalThis.x"
  assert.deepEqual(missingUses(source, missingIn('2.16.0')), ['.at()', '.replaceAll()', 'Object.hasOwn', 'globalThis'])
  assert.deepEqual(newerInterfaces('a.requirePrivacyAuthorize({})', '2.32.2'), [
    'wx.requirePrivacyAuthorize needs base library 2.32.3',
  ])
  assert.deepEqual(newerInterfaces('a.requirePrivacyAuthorize({})', '2.32.3'), [])
})
