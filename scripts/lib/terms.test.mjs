import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { findUnknownLabels, findVariants, readTerms, readTwinTerms } from './terms.mjs'

const glossary = readFileSync('docs/glossary.zh-Hans.md', 'utf8')
const terms = readTerms(glossary)
const variantsIn = (text) => findVariants(terms, text).map(({ variant }) => variant)

test('the list has terms, and its English twin has the same', () => {
  assert.ok(terms.length > 30)
  assert.deepEqual(
    readTwinTerms(readFileSync('docs/glossary.md', 'utf8')),
    terms.map(({ term }) => term),
  )
})

test('every variant is found, with the term to use instead', () => {
  for (const { term, variants } of terms) {
    for (const variant of variants) {
      const found = findVariants(terms, `今天${variant}。`)
      assert.ok(
        found.some((one) => one.variant === variant && one.term === term),
        variant,
      )
    }
  }
})

test('texts that stood here before are refused', () => {
  assert.deepEqual(variantsIn('刚好满了，还剩 {left} 个位。可以排队，或者换一场。'), ['个位'])
  assert.deepEqual(variantsIn('整条街道'), ['街道', '条街'])
  assert.deepEqual(variantsIn('能约给党员的场次。'), ['约', '给党员'])
  assert.deepEqual(variantsIn('30 天里约不了新的'), ['约'])
  assert.deepEqual(variantsIn('摇过号了。没摇上的在排队，空出来按次序补。'), ['摇'])
})

test('a variant within a longer word that is right is no variant', () => {
  assert.deepEqual(variantsIn('可约、已约、约满；预约 {count} 位，由父母或其他监护人代约，3 周岁及以上，暂停开放'), [])
  assert.deepEqual(variantsIn('可约的，也约不了'), ['约'])
  assert.deepEqual(variantsIn('保存在存储里，存两份'), ['存'])
})

test('a label that the manual quotes and the app does not have is found', () => {
  const texts = ['扫码', '撤回（{left}）', '先预览影响']
  assert.deepEqual(findUnknownLabels('「扫码」、「撤回」，先「看看会怎样」', texts), ['看看会怎样'])
})
