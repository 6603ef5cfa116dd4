// Webpack loader for the word tables of the other languages: emits the texts in the order of the words in zh-hans.json,
// and puts the words back at launch. Three copies of the words are a tenth of the app's own code.
const { readFileSync } = require('node:fs')
const { dirname, join } = require('node:path')

module.exports = function wordTable(source) {
  const hans = join(dirname(this.resourcePath), 'zh-hans.json')
  this.addDependency(hans)
  const table = JSON.parse(source)
  const words = Object.keys(JSON.parse(readFileSync(hans, 'utf8')))
  const missing = words.filter((word) => typeof table[word] !== 'string')
  if (missing.length || words.length !== Object.keys(table).length)
    throw new Error(`the words are not those of zh-hans.json (${missing.join(', ')}): npm run words`)
  return `var words = Object.keys(require('./zh-hans.json'))
var texts = ${JSON.stringify(words.map((word) => table[word]))}
for (var at = 0; at < words.length; at++) exports[words[at]] = texts[at]
`
}
