// `npm run words`: generates the 繁體 word tables from the 简体 ones (usage of Hong Kong and Guangzhou). `--check` writes
// nothing and fails if a table is stale or lacks a word, or a text breaks the term list (lib/check-texts.mjs).
import { readFileSync, writeFileSync } from 'node:fs'
import { ConverterFactory } from 'opencc-js/core'
import { from, to } from 'opencc-js/preset'

const folders = [
  'core/words',
  'core/words/cloud',
  'core/words/sheet',
  'core/words/checklist',
  'core/words/privacy',
  'core/words/role',
  'core/words/field',
  'core/words/import',
  'src/words',
  'src/words/manager',
  'src/words/resident',
  'src/words/subpackages',
]
/** Characters and words for which the dictionary differs from local usage, as the dictionary converts them. */
const overrides = JSON.parse(readFileSync(new URL('./words.overrides.json', import.meta.url), 'utf8'))

const convert = ConverterFactory(from.cn, to.hk, [Object.entries(overrides)])
const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const placeholders = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join()
const problems = []
/** The table of each word of the app. A page merges the general table with one other, so keys must not repeat. */
const homes = new Map()

for (const folder of folders) {
  const hans = read(`${folder}/zh-hans.json`)
  const en = read(`${folder}/en.json`)
  for (const word of new Set([...Object.keys(hans), ...Object.keys(en)])) {
    if (!(word in hans) || !(word in en)) problems.push(`${folder}: “${word}” is missing in one language`)
    else if (placeholders(hans[word]) !== placeholders(en[word]))
      problems.push(`${folder}: “${word}” has different placeholders in en`)
    if (!folder.startsWith('src/')) continue
    if (homes.has(word)) problems.push(`${folder}: “${word}” is also in ${homes.get(word)}`)
    homes.set(word, folder)
  }
  const made = `${JSON.stringify(Object.fromEntries(Object.entries(hans).map(([word, text]) => [word, convert(text)])), null, 2)}\n`
  const path = `${folder}/zh-hant.json`
  if (!process.argv.includes('--check')) writeFileSync(path, made)
  else if (readFileSync(path, 'utf8') !== made) problems.push(`${path} is stale; run npm run words`)
}
// It reads the contract, which is TypeScript: run with `--import tsx`.
if (process.argv.includes('--check'))
  problems.push(...(await import('./lib/check-texts.mjs')).findTextProblems(folders))
for (const line of problems) console.error(line)
process.exit(problems.length ? 1 : 0)
