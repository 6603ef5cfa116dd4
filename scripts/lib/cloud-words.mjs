// Refusals that only the cloud finds: a phone shows the sentence that comes with them, and has no text of its own. Phone
// code that made one would show nothing.
import { readdirSync, readFileSync } from 'node:fs'

const TEST = /\.test\.tsx?$/
/** The code of phone and cloud, without what declares refusals. */
const NOT_PHONE = /^core\/(words\/cloud|contract)\/|^core\/base\/refusal\.ts$/
const ASKED = /(?:[!=]==? ?|case )$/

/** Words of `keys` that this text writes as a value; it may compare with them, and go on by that. */
export function findCloudWords(keys, text) {
  const found = []
  for (const [literal, key] of [...text.matchAll(/['"`]([a-z][a-z.-]+)['"`]/g)].map((match) => [match, match[1]]))
    if (keys.has(key) && !ASKED.test(text.slice(0, literal.index))) found.push(key)
  return found
}

/** Problems of the phone's code, one line each. */
export function findCloudWordsOnPhones() {
  const keys = new Set(Object.keys(JSON.parse(readFileSync('core/words/cloud/zh-hans.json', 'utf8'))))
  return ['src', 'core'].flatMap((root) =>
    readdirSync(root, { recursive: true })
      .map((path) => `${root}/${path}`)
      .filter((path) => /\.tsx?$/.test(path) && !TEST.test(path) && !NOT_PHONE.test(path))
      .flatMap((path) =>
        findCloudWords(keys, readFileSync(path, 'utf8')).map(
          (key) => `${path}: “${key}” is a word of the cloud; move it from core/words/cloud to core/words`,
        ),
      ),
  )
}
