// What the texts that people read must not contain: variants of the terms, names of fields, and characters that the
// dictionary of 繁體 gets wrong.
import { readdirSync, readFileSync } from 'node:fs'
import { endpoints } from '../../core/contract/endpoints.ts'
import { fieldPaths } from '../../core/contract/field-paths.ts'
import { findCloudWordsOnPhones } from './cloud-words.mjs'
import { findFieldNames } from './field-names.mjs'
import { findUnknownLabels, findVariants, readTerms, readTwinTerms } from './terms.mjs'

const LANGUAGES = ['zh-hans', 'zh-hant', 'en']
const MARKDOWN = ['docs/manual.zh-Hans.md', 'README.zh-Hans.md']
/** Of 後 and 只, which these texts mean always. */
const WRONG_TRADITIONAL = ['后', '隻']

/** A figure of a rule, which a text takes as a value: it would go on telling the old one. */
const FIGURE = /\d+ ?(米|秒|分钟|天|小时|m|seconds|minutes|days|hours)(?!\w)/
/** The quarter of an hour is a name, and a day has 24 hours. */
const NO_RULES = /15[- ]?(分钟|minutes)|24 hours/g

const FIELD_NAMES = new Set(
  Object.values(endpoints)
    .flatMap(({ params, query, body, answer }) => [params, query, body, answer])
    .flatMap((schema) => fieldPaths(schema))
    .flatMap((path) => path.split('.')),
)

const read = (path) => readFileSync(path, 'utf8')

/** Lines of the Chinese documents, titles of pages, and the purposes in the privacy guide. */
function proseLines() {
  const [, guide = ''] = read('docs/deploy.md').split(/<!-- \/?guide -->/)
  const configs = readdirSync('src', { recursive: true }).filter((path) => path.endsWith('.config.ts'))
  const files = [...MARKDOWN, ...configs.map((path) => `src/${path}`)].map((path) => [path, read(path)])
  return [...files, ['docs/deploy.md', guide]].flatMap(([path, text]) => text.split('\n').map((line) => [path, line]))
}

/** Problems of the texts in these folders' word tables and of the documents, one line each. */
export function findTextProblems(folders) {
  const glossary = read('docs/glossary.zh-Hans.md')
  const terms = readTerms(glossary)
  const twin = readTwinTerms(read('docs/glossary.md'))
  const problems = findCloudWordsOnPhones()
  if (terms.length === 0) problems.push('docs/glossary.zh-Hans.md: no terms below “## 用词”')
  if (terms.map(({ term }) => term).join() !== twin.join())
    problems.push('docs/glossary.md and glossary.zh-Hans.md list different terms')
  const texts = folders.flatMap((folder) => Object.values(JSON.parse(read(`${folder}/zh-hans.json`))))
  for (const label of findUnknownLabels(read(MARKDOWN[0]), texts))
    problems.push(`${MARKDOWN[0]}: no text of the app is 「${label}」`)
  const hold = (where, text) => {
    for (const { variant, term } of findVariants(terms, text))
      problems.push(`${where}: “${variant}”; the term is “${term}”: ${text.trim()}`)
  }
  for (const [path, line] of proseLines()) hold(path, line)
  for (const folder of folders) {
    for (const language of LANGUAGES) {
      const path = `${folder}/${language}.json`
      for (const [word, text] of Object.entries(JSON.parse(read(path)))) {
        for (const name of findFieldNames(FIELD_NAMES, text, language))
          problems.push(`${path}: “${word}” has the field name ${name}`)
        if (language === 'en' && /\p{Script=Han}/u.test(text))
          problems.push(`${path}: “${word}” is not English: ${text}`)
        if (language !== 'zh-hant' && FIGURE.test(text.replace(NO_RULES, '')))
          problems.push(`${path}: “${word}” has a figure of a rule; pass it as a value: ${text}`)
        if (language === 'zh-hans') hold(`${path}: “${word}”`, text)
        if (language === 'zh-hant' && WRONG_TRADITIONAL.some((letter) => text.includes(letter)))
          problems.push(`${path}: “${word}” was converted wrongly (scripts/words.overrides.json): ${text}`)
      }
    }
  }
  return problems
}
