import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findCloudWords } from './cloud-words.mjs'

const KEYS = new Set(['seats-taken', 'not-self'])

test('a phone makes and says no refusal of the cloud', () => {
  for (const text of [
    `refuse({ refusal: 'seats-taken', over: 1 })`,
    `t('not-self')`,
    `const code = taken ? "seats-taken" : 'full'`,
    'say(language, `not-self`)',
  ])
    assert.equal(findCloudWords(KEYS, text).length, 1, text)
})

test('a phone may ask whether a refusal of the cloud came', () => {
  for (const text of [
    `if (why.refusal === 'seats-taken') look()`,
    `why.refusal !== 'not-self'`,
    `switch (code) { case 'not-self': }`,
    `refuse({ refusal: 'full' })`,
    'not-self',
  ])
    assert.deepEqual(findCloudWords(KEYS, text), [], text)
})
