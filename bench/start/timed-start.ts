import { spawn } from 'node:child_process'
import { type Agent, request } from 'node:http'

/** A process that has answered once: how long that took, and how to stop it. */
export type TimedStart = { ms: number; stop: () => Promise<void> }

/** Baseline: a bare Node server, which no process of ours can beat. */
export const BARE = [
  '-e',
  `const s = require('node:http').createServer((_, answer) => answer.end('{}'))
   s.listen(0, '127.0.0.1', () => console.log('is ready: http://127.0.0.1:' + s.address().port))`,
]

const START_TIMEOUT_MS = 60_000
const READY = /is ready: http:\/\/127\.0\.0\.1:(\d+)/

/** A request by node:http, since the first load of fetch would be measured, too. */
export const ask = (port: number, path: string, agent: Agent | false = false): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${answer.statusCode}`)),
      )
    })
    sent.once('error', reject)
    sent.end()
  })

/** Starts Node with `args`, waits for its port, and requests `path`. */
export async function timeStart(args: string[], env: Record<string, string>, path: string): Promise<TimedStart> {
  const from = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let output = ''
  child.stderr.on('data', (part) => {
    output += part
  })
  await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer in time:\n${output}`)), START_TIMEOUT_MS)
    child.once('exit', (code) => reject(new Error(`exited with ${code}:\n${output}`)))
    child.stdout.on('data', (part) => {
      output += part
      const found = READY.exec(output)
      if (!found) return
      clearTimeout(late)
      resolve(Number(found[1]))
    })
  })
    .then((port) => ask(port, path))
    .catch((fault) => {
      child.kill('SIGKILL')
      throw fault
    })
  const ms = performance.now() - from
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { ms, stop }
}
