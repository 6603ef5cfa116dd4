// Makes the 繁體 tables from the 简体 ones (Hong Kong and Guangzhou usage), so nobody translates twice.
// `--check` writes nothing and fails when a table is stale or lacks a word.
import { readFileSync, writeFileSync } from 'node:fs'
import { ConverterFactory } from 'opencc-js/core'
import { from, to } from 'opencc-js/preset'

const folders = [
  'core/words',
  'core/words/sheet',
  'core/words/privacy',
  'core/words/role',
  'src/words',
  'src/words/manager',
  'src/words/resident',
]
/** Where the dictionary's choice is not how people here write. */
const overrides = JSON.parse(readFileSync(new URL('./words.overrides.json', import.meta.url), 'utf8'))

const convert = ConverterFactory(from.cn, to.hk, [Object.entries(overrides)])
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join()
const wrong = []
/** Where each word of the app stands. A page reads the general table and one of the others as one. */
const homes = new Map()

for (const folder of folders) {
  const hans = read(`${folder}/zh-hans.json`)
  const en = read(`${folder}/en.json`)
  for (const word of new Set([...Object.keys(hans), ...Object.keys(en)])) {
    if (!(word in hans) || !(word in en)) wrong.push(`${folder}: “${word}” is missing in one language`)
    else if (holes(hans[word]) !== holes(en[word])) wrong.push(`${folder}: “${word}” has other holes in en`)
    if (!folder.startsWith('src/')) continue
    if (homes.has(word)) wrong.push(`${folder}: “${word}” is in ${homes.get(word)} as well`)
    homes.set(word, folder)
  }
  const made = `${JSON.stringify(Object.fromEntries(Object.entries(hans).map(([word, text]) => [word, convert(text)])), null, 2)}\n`
  const path = `${folder}/zh-hant.json`
  if (!process.argv.includes('--check')) writeFileSync(path, made)
  else if (readFileSync(path, 'utf8') !== made) wrong.push(`${path} is stale: npm run words`)
}
for (const line of wrong) console.error(line)
process.exit(wrong.length ? 1 : 0)
