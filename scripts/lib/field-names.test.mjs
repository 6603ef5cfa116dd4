import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findFieldNames } from './field-names.mjs'

const names = new Set(['drawMinutes', 'rrule', 'name', 'offering', 'templates', 'at'])

test('a field name in a text is found, in any language', () => {
  assert.deepEqual(findFieldNames(names, '有一处不对：drawMinutes', 'zh-hans'), ['drawMinutes'])
  assert.deepEqual(findFieldNames(names, '請檢查 rrule', 'zh-hant'), ['rrule'])
  assert.deepEqual(findFieldNames(names, 'Please check drawMinutes', 'en'), ['drawMinutes'])
  const path = 'offering.templates.0.at'
  assert.deepEqual(findFieldNames(names, `Please check ${path}`, 'en'), [path])
})

test('placeholders, plain English and other Latin words are no field names', () => {
  assert.deepEqual(findFieldNames(names, '{drawMinutes} 分钟，下载 Excel', 'zh-hans'), [])
  assert.deepEqual(findFieldNames(names, 'Name at the door: {name}', 'en'), [])
})
