import { type ChildProcess, fork, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCloud } from './cloud-process'

const BUILT = join(__dirname, '../../../dist/cloud/function')
/** Stub of wx-server-sdk, like 4.0.2: the context that the runtime put into the environment, without its prefix. */
const SDK = `exports.getWXContext = () =>
  Object.fromEntries((process.env.WX_CONTEXT_KEYS ?? '').split(',').filter(Boolean)
    .map((key) => [key.replace(/^WX_/, ''), process.env[key]]))`

/** The user of a mini-program, as the runtime names them. */
type Caller = { WX_OPENID?: string; WX_APPID?: string }
export type Running = {
  /** Lines of its standard error, one per log event. */
  lines: () => string[]
  /** SIGTERM; resolves to the exit code. */
  stop: () => Promise<number | null>
}
/** The folder of the unpacked function, and that of the runtime's own modules. */
export type Deployed = { folder: string; modules: string }
export type EventFunction = Running & { call: (event: unknown, caller?: Caller) => Promise<unknown> }

/** Unpacks the built function as CloudBase would: out of reach of our node_modules, beside the runtime's own modules. */
export function deploy(): Deployed {
  buildCloud()
  const root = mkdtempSync(join(tmpdir(), 'yike-function-'))
  const [folder, modules] = [join(root, 'code'), join(root, 'runtime')]
  cpSync(BUILT, folder, { recursive: true })
  mkdirSync(join(modules, 'wx-server-sdk'), { recursive: true })
  writeFileSync(join(modules, 'wx-server-sdk/index.js'), SDK)
  return { folder, modules }
}

function watch(child: ChildProcess): Running & { ended: Promise<number | null> } {
  let output = ''
  child.stderr?.on('data', (part) => {
    output += part
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { lines: () => output.split('\n').filter(Boolean), stop, ended }
}

/** Starts the HTTP function as the platform does, except for the path of Node; resolves once it listens. */
export async function startHttp(folder: string, env: Record<string, string>): Promise<Running & { port: number }> {
  const bootstrap = readFileSync(join(folder, 'scf_bootstrap'), 'utf8').replace(/\/var\/lang\/\S+/, process.execPath)
  const child = spawn('/bin/bash', ['-c', bootstrap], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const running = watch(child)
  const port = await new Promise<number>((resolve, reject) => {
    running.ended.then((code) => reject(new Error(`the function ended with ${code}:\n${running.lines().join('\n')}`)))
    child.stderr.on('data', function listener() {
      const found = /"event":"ready","port":(\d+)/.exec(running.lines().join('\n'))
      if (!found) return
      child.stderr.off('data', listener)
      resolve(Number(found[1]))
    })
  })
  return { ...running, port }
}

/** Starts an instance of an event function; resolves once its handler is loaded. */
export async function startFunction(
  { folder, modules }: Deployed,
  handler: string,
  env: Record<string, string>,
): Promise<EventFunction> {
  const child = fork(join(__dirname, 'function-runtime.cjs'), [folder, handler], {
    env: { ...env, NODE_PATH: modules },
    execArgv: [],
    silent: true,
  })
  const running = watch(child)
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    running.ended.then((code) => reject(new Error(`the runtime ended with ${code}:\n${running.lines().join('\n')}`)))
  })
  let last = 0
  const call = (event: unknown, caller: Caller = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++last
      child.on('message', function listener(answer: { id: number; value?: unknown; error?: string }) {
        if (answer.id !== id) return
        child.off('message', listener)
        if (answer.error) reject(new Error(answer.error))
        else resolve(answer.value)
      })
      child.send({ id, event, caller })
    })
  return { ...running, call }
}
