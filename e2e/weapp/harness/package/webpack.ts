type Factory = (...args: never[]) => void
/** Webpack's own require, with its table of modules. */
export type Load = { (id: string): Record<string, unknown>; m: Record<string, Factory> }
type Push = (chunk: unknown[]) => void
/** Global to which the chunks of a built package are pushed. */
export type Wx = { webpackJsonp?: { push: Push } }

/** Loads the modules of these files without executing any; `run` runs a file once, with that `wx`. */
export function loadModules(wx: Wx, run: (path: string) => unknown, scripts: readonly string[]): Load {
  run('/runtime.js')
  const chunks = wx.webpackJsonp as { push: Push }
  const push = chunks.push
  // The third element of a chunk would start its page.
  chunks.push = ([ids, modules]) => push([ids, modules])
  for (const path of scripts) run(`/${path}`)
  const loads: Load[] = []
  push([['ours'], {}, (load: Load) => void loads.push(load)])
  return loads[0] as Load
}

/** Ids of the modules whose source matches; the bundler removes their names and paths. */
export const modulesLike = ({ m }: Load, like: RegExp): string[] =>
  Object.keys(m).filter((id) => like.test(String(m[id])))

/** The verifier of signatures: the only export of the only module that calls tweetnacl. */
export function verifierOf(load: Load): (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean {
  const [id, ...more] = modulesLike(load, /\.sign\.detached\.verify\(/)
  if (!id || more.length) throw new Error(`${id ? 'More than one module verifies' : 'No module verifies'} signatures`)
  const [verify] = Object.values(load(id))
  if (typeof verify !== 'function') throw new Error('The module that verifies signatures exports no function')
  return verify as ReturnType<typeof verifierOf>
}
