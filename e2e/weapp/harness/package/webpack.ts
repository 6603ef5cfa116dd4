type Factory = (...args: never[]) => void
/** Webpack's own require, with its table of modules. */
export type Load = { (id: string): Record<string, unknown>; m: Record<string, Factory> }
type Push = (chunk: unknown[]) => void
/** Where the chunks of a built package meet. */
export type Wx = { webpackJsonp?: { push: Push } }

/** The modules of all these files, none of them run yet; `run` runs a file with that `wx`, once. */
export function loadModules(wx: Wx, run: (path: string) => unknown, scripts: readonly string[]): Load {
  run('/runtime.js')
  const chunks = wx.webpackJsonp as { push: Push }
  const push = chunks.push
  // The third of a chunk would start its page.
  chunks.push = ([ids, modules]) => push([ids, modules])
  for (const path of scripts) run(`/${path}`)
  const loads: Load[] = []
  push([['ours'], {}, (load: Load) => void loads.push(load)])
  return loads[0] as Load
}

/** The modules whose source is like this: the bundler leaves them neither name nor path. */
export const modulesLike = ({ m }: Load, like: RegExp): string[] =>
  Object.keys(m).filter((id) => like.test(String(m[id])))

/** The one export of the one module that verifies signatures. It is known by calling tweetnacl. */
export function verifierOf(load: Load): (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean {
  const [id, ...more] = modulesLike(load, /\.sign\.detached\.verify\(/)
  if (!id || more.length) throw new Error(`${id ? 'More than one module verifies' : 'No module verifies'} signatures`)
  const [verify] = Object.values(load(id))
  if (typeof verify !== 'function') throw new Error('The module that verifies signatures exports no function')
  return verify as ReturnType<typeof verifierOf>
}
