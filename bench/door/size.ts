import { build } from 'esbuild'
import { modulesLike } from '../../e2e/weapp/harness/package/webpack'
import { kilobytes, type Table } from '../shared/table'
import { BUILT, openBuilt, SCRIPTS } from './built'

/** Each library with its import, and a pattern found only in its modules of the built package. */
const PARTS = [
  { name: 'noble, ed25519', take: "export { hashes, verify } from '@noble/ed25519'", like: /216936d3cd6e53fec0a4e231/ },
  { name: 'tweetnacl', take: "export { sign } from 'tweetnacl'", like: /unexpected type, use Uint8Array/ },
  { name: 'strict input checks', take: undefined, like: /\.sign\.detached\.verify\(/ },
  {
    name: 'noble, hmac and sha256',
    take: "export { hmac } from '@noble/hashes/hmac.js'; export { sha256 } from '@noble/hashes/sha2.js'",
    like: /hash was destroyed|expected Hash instance|invalid outputLen/,
  },
]

async function alone(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2020', external: ['crypto'] },
    logLevel: 'error',
  })
  return outputFiles[0]?.contents.length ?? 0
}

const packageOf = (source: string): string[] =>
  SCRIPTS.filter((path) => BUILT.read(path).includes(source)).map((path) => BUILT.subpackageOf(path) || 'main')

export async function doorSize(): Promise<Table> {
  const built = openBuilt()
  const rows: string[][] = []
  for (const { name, take, like } of PARTS) {
    const sources = modulesLike(built, like).map((id) => String(built.m[id]))
    const bytes = sources.reduce((sum, source) => sum + Buffer.byteLength(source), 0)
    rows.push([
      name,
      take ? kilobytes(await alone(take)) : '–',
      kilobytes(bytes),
      [...new Set(sources.flatMap(packageOf))].join(', ') || 'nowhere',
    ])
  }
  return {
    title: 'door: size of the cryptography, minified',
    columns: ['part', 'alone (esbuild)', 'in dist/weapp', 'package'],
    rows,
  }
}
