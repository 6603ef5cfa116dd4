import { readFileSync } from 'node:fs'

const typings = 'miniprogram-api-typings/types/wx/lib.wx.api.d.ts'

/** Names of all members of `wx` in WeChat's own typings. */
export function readWxMembers(): Set<string> {
  // The comments contain code samples, with lines that look like the end of the interface.
  const source = readFileSync(require.resolve(typings), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const [, rest = ''] = source.split(/\n {4}interface Wx \{\n/)
  const [members = ''] = rest.split(/\n {4}\}\n/)
  const names = [...members.matchAll(/^ {8}(?:readonly )?(\w+)\??\s*[(<:]/gm)].map(([, name]) => name ?? '')
  if (names.length < 400) throw new Error(`${typings} was not understood: only ${names.length} members found`)
  return new Set(names)
}
