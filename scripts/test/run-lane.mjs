// Runs one lane, shows its output, and derives from it the command that repeats a failure.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from '../lib/setup.mjs'
import { LANES } from './lanes.mjs'

/** Failed test files as the tools report them. Not any path: stack traces also name other files. */
const FAILED = [
  /^\s*FAIL\s+\w+\s+(\S+)/gm,
  /test at (\S+?):\d+:\d+/g,
  /^ {4}(?:\[.*\] › )?(\S+\.spec\.ts):\d+:\d+ › /gm,
]
// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one
const COLOUR = /\u001b\[[\d;]*m/g

/**
 * Seeds printed by failed tests, as environment variables for the repeat command: of each the last, which a test prints
 * when it fails. fast-check has one for all properties, so a lane with several seeds of it has several commands.
 */
function seedsIn(text) {
  const named = new Map(
    [...text.matchAll(/\b([A-Z]+_(?:SEED|RUNS|CYCLES|ONLY))=([\w,]+)/g)].map(([, name, value]) => [name, value]),
  )
  const checked = new Set([...text.matchAll(/\{ seed: (-?\d+), path: /g)].map(([, seed]) => seed))
  const variables = [...named].map(([name, value]) => `${name}=${value} `).join('')
  return checked.size ? [...checked].map((seed) => `${variables}FC_SEED=${seed} `) : [variables]
}

/** Quotes a word for a shell. */
const quoted = (word) => (/^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

/** The commands that repeat a failure, one a line: only the files that failed, where the output names them. */
export function repeat({ lane, all, flags }, output) {
  const text = output.replace(COLOUR, '')
  const named = FAILED.flatMap((pattern) => [...text.matchAll(pattern)].map(([, path]) => path))
  const files = all.filter((path) =>
    named.some((name) => path === name || path.endsWith(`/${name}`) || name.endsWith(`/${path}`)),
  )
  const words = ['npm', 'test', ...(flags.length ? ['--'] : []), lane, ...files, ...flags.map(quoted)]
  return seedsIn(text)
    .map((seeds) => `${seeds}${words.join(' ')}`)
    .join('\n  ')
}

/** The command of a lane, its tool's flags where the tool reads them. */
export function commandOf({ lane, files, flags, all }) {
  const { command, flagsFirst } = LANES[lane]
  const [tool, ...args] = command(files, all)
  return flagsFirst ? [tool, ...flags, ...args] : [tool, ...args, ...flags]
}

/** What a lane did not run on this machine, as its tests print it: `skipped: <what>: <why>`. */
export const skippedIn = (output) => [
  ...new Set([...output.replace(COLOUR, '').matchAll(/(?:^|# )\s*skipped: ([^\n]+)/gm)].map(([, what]) => what.trim())),
]

/** Resolves to what was skipped, and to the command that repeats a failure, if it failed. */
export function runLane(chosen, env) {
  const [tool, ...args] = commandOf(chosen)
  const { env: own } = LANES[chosen.lane]
  const child = spawn(tool, args, {
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
  let output = ''
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])
    from.on('data', (part) => {
      output += part
      to.write(part)
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ skipped: skippedIn(output), again: code === 0 ? undefined : repeat(chosen, output) }),
    )
  })
}
