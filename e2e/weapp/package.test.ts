import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkPackage } from './harness/package/package-check'

/** Budgets of this project; WeChat's own limit is 2 MB. */
const MAIN_MOST = 650 * 1024
const SUBPACKAGE_MOST = 500 * 1024

test('every file of the built package is valid, none is missing, and the sizes are within budget', () => {
  const { faults, main, subpackages } = checkPackage('dist/weapp')
  assert.deepEqual(faults, [])
  assert.ok(main <= MAIN_MOST, `main package ${main} bytes`)
  for (const [root, bytes] of Object.entries(subpackages)) assert.ok(bytes <= SUBPACKAGE_MOST, `${root} ${bytes} bytes`)
})

test('the project file of WeChat’s developer tool names the built package', () => {
  const project = JSON.parse(readFileSync('project.config.json', 'utf8'))
  assert.equal(project.miniprogramRoot, 'dist/weapp/')
  const app = JSON.parse(readFileSync('dist/weapp/app.json', 'utf8'))
  assert.equal(app.pages[0], 'pages/nearby/index')
})
