// Runs one lane, shows what it prints, and keeps enough of it to say how a failure is repeated.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from '../lib/setup.mjs'
import { LANES } from './lanes.mjs'

/** Set apart from the text around them: a path in a stack names a file that a test calls, too. */
const FAILED = [
  /^\s*FAIL\s+\w+\s+(\S+)/gm,
  /test at (\S+?):\d+:\d+/g,
  /^ {4}(?:\[.*\] › )?(\S+\.spec\.ts):\d+:\d+ › /gm,
]
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const COLOUR = /\u001b\[[\d;]*m/g

/** Environment variables with which the failing run is repeated, from what the tests said of their own seeds. */
function seedsIn(text) {
  const named = [...text.matchAll(/\b([A-Z]+_(?:SEED|RUNS|CYCLES))=(\d+)/g)].map(([, name, value]) => [name, value])
  const checked = [...text.matchAll(/\{ seed: (-?\d+), path: /g)].map(([, seed]) => ['FC_SEED', seed])
  return [...new Map([...named, ...checked.slice(0, 1)])].map(([name, value]) => `${name}=${value} `).join('')
}

/** As a shell takes it for one word. */
const quoted = (word) => (/^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

/** The command that repeats a failure: only the files that failed, where the output names them. */
export function repeat({ lane, all, flags }, said) {
  const text = said.replace(COLOUR, '')
  const named = FAILED.flatMap((pattern) => [...text.matchAll(pattern)].map(([, path]) => path))
  const files = all.filter((path) =>
    named.some((name) => path === name || path.endsWith(`/${name}`) || name.endsWith(`/${path}`)),
  )
  const words = ['npm', 'test', ...(flags.length ? ['--'] : []), lane, ...files, ...flags.map(quoted)]
  return `${seedsIn(text)}${words.join(' ')}`
}

/** Resolves to nothing, or to how the failure is repeated. */
export function runLane(chosen, env) {
  const { lane, files, flags, all } = chosen
  const { command, env: own } = LANES[lane]
  const [tool, ...args] = command(files, all)
  const child = spawn(tool, [...args, ...flags], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
      ...own,
      ...env,
    },
    stdio: ['inherit', 'pipe', 'pipe'],
  })
  let said = ''
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])
    from.on('data', (part) => {
      said += part
      to.write(part)
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code === 0 ? undefined : repeat(chosen, said)))
  })
}
