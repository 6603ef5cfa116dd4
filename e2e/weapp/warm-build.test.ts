import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { makeSmallApp } from './small-app'

const app = makeSmallApp()
after(() => app.remove())

const count = (text: string, word: string) => text.split(word).length - 1
const saveWords = (word: string) => app.save('src/shared.ts', `export const words = () => '${word}'\n`)

test('a build from a warm cache has changed modules in every subpackage, and changed Babel plugins', () => {
  saveWords('first-words')
  assert.equal(count(app.build(), 'first-words'), 2)

  saveWords('second-words')
  const again = app.build()
  assert.deepEqual([count(again, 'first-words'), count(again, 'second-words')], [0, 2])

  app.save(
    'config/noble-plugin.js',
    `const rename = () => ({
    visitor: { StringLiteral: ({ node }) => { if (node.value === 'second-words') node.value = 'third-words' } },
  })
  module.exports = { plugins: [rename] }\n`,
  )
  const changed = app.build()
  assert.deepEqual([count(changed, 'second-words'), count(changed, 'third-words')], [0, 2])
})
