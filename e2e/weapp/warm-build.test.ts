import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { makeSmallApp } from './small-app'

const app = makeSmallApp()
const elsewhere = makeSmallApp()
after(() => {
  app.remove()
  elsewhere.remove()
})

type App = typeof app
type Built = ReturnType<App['build']>

const count = (built: Built, word: string) => [...built.values()].join().split(word).length - 1
const saveWords = (to: App, word: string) => to.save('src/shared.ts', `export const words = () => '${word}'\n`)
/** Changes a Babel plugin: it replaces one text by another. */
const savePlugin = (to: App) =>
  to.save(
    'config/noble-plugin.js',
    `const rename = () => ({
    visitor: { StringLiteral: ({ node }) => { if (node.value === 'second-words') node.value = 'third-words' } },
  })
  module.exports = { plugins: [rename] }\n`,
  )

test('a build from a warm cache has every change, and equals a build of the same sources in another folder', () => {
  saveWords(app, 'first-words')
  assert.equal(count(app.build(), 'first-words'), 2)

  saveWords(app, 'second-words')
  const again = app.build()
  assert.deepEqual([count(again, 'first-words'), count(again, 'second-words')], [0, 2])

  savePlugin(app)
  const changed = app.build()
  assert.deepEqual([count(changed, 'second-words'), count(changed, 'third-words')], [0, 2])

  // The same sources in another folder.
  saveWords(elsewhere, 'second-words')
  savePlugin(elsewhere)
  const other = elsewhere.build()
  assert.deepEqual([...other.keys()], [...changed.keys()])
  for (const [path, text] of other) assert.equal(text, changed.get(path), path)
})
