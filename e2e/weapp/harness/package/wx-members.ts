import { readFileSync } from 'node:fs'

const typings = 'miniprogram-api-typings/types/wx/lib.wx.api.d.ts'

/** All members of `wx` in WeChat's own typings, each with the base library that it came with, where they say so. */
export function readWxMembers(): Map<string, string | undefined> {
  const [, rest = ''] = readFileSync(require.resolve(typings), 'utf8').split(/\n {4}interface Wx \{\n/)
  // A comment is replaced by the version it names: it contains code samples, with lines that look like members.
  const source = rest.replace(/\/\*[\s\S]*?\*\/\s*/g, (comment) => {
    const [, since] = /需要基础库： `([\d.]+)`/.exec(comment) ?? []
    return since ? `\n        @${since}@` : '\n        '
  })
  const [members = ''] = source.split(/\n {4}\}\n/)
  const found = [...members.matchAll(/^ {8}(?:@([\d.]+)@)?(?:readonly )?(\w+)\??\s*[(<:]/gm)]
  // Of an overloaded member the first comment counts.
  const named = new Map(found.reverse().map(([, since, name = '']) => [name, since]))
  if (named.size < 400) throw new Error(`${typings} was not understood: only ${named.size} members found`)
  return named
}
