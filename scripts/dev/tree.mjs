// Copy of the repository for tests of `npm run dev`, whose files can be changed and broken.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../lib/setup.mjs'
import { WITH_PARENT } from './child.mjs'

const COPIED = ['cloud', 'core', 'data', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json']

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

export const lives = (pid) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Runs `npm run dev` in the copy, with its own empty database and without the demo. */
function develop(folder, port, flags) {
  // WITH_PARENT ends it with the test, also on a timeout.
  const child = spawn(process.execPath, ['--import', WITH_PARENT, 'scripts/dev.mjs', 'h5', '--cloud-only', ...flags], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), DATA_DIR: join(folder, '.data'), DEMO: '0', DATABASE_URL: '', LOG: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  let look = () => undefined
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      output += part
      look()
    })
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
  /** Resolves with the first match in past or future output after `from`; `end` is where the next search can start. */
  const waitForOutput = (pattern, from = 0) =>
    new Promise((resolve, reject) => {
      look = () => {
        const match = pattern.exec(output.slice(from))
        if (match) resolve({ match, end: from + match.index + match[0].length })
      }
      look()
      ended.then((how) => reject(new Error(`dev ended with ${how} before its output matched ${pattern}:\n${output}`)))
    })
  return { kill: (signal) => child.kill(signal), waitForOutput, ended, output: () => output }
}

export async function copyTree() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yike-dev-')))
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const port = await freePort()
  const running = []
  return {
    at: `http://127.0.0.1:${port}`,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    save: (path, text) => writeFileSync(join(folder, path), text),
    develop(...flags) {
      const dev = develop(folder, port, flags)
      running.push(dev)
      return dev
    },
    /** Ends every process started here. */
    async stop() {
      for (const dev of running.splice(0)) {
        dev.kill('SIGTERM')
        await dev.ended
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
