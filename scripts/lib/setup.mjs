// Prerequisites of every script, with plain Node only: the dependencies of the lockfile and the builds, each redone
// only when its sources have changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const MIN_NODE = [20, 19]

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])) return
  console.error(`Node ${MIN_NODE.join('.')} or newer is required; this is ${process.versions.node}.`)
  process.exit(2)
}

/** Runs a command; its output is shown only on failure, unless `loud`. */
export function run(command, args, { loud = false, env = {} } = {}) {
  return new Promise((done, fail) => {
    const shell = process.platform === 'win32'
    const child = spawn(command, args, {
      cwd: root,
      shell,
      env: { ...process.env, ...env },
      stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (output += part))
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0) done(output)
      else fail(new Error(`${command} ${args.join(' ')} failed with exit code ${code}\n${output.slice(-4000)}`))
    })
  })
}

/** Progress line: the name when it starts, the duration when it is done. */
export async function step(name, work) {
  const from = Date.now()
  process.stdout.write(`· ${name} …`)
  const result = await work()
  process.stdout.write(` ${((Date.now() - from) / 1000).toFixed(1)} s\n`)
  return result
}

/** Test files are not sources of a build. */
const TEST = /\.test\.tsx?$/

function filesOf(path) {
  if (!existsSync(path) || TEST.test(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

const hashOf = (paths, ...more) => {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((one) => filesOf(join(root, one))))
    hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.update(more.join()).digest('hex')
}

/** Runs `work` unless its stamp file has the content hash of these sources. */
export async function unlessDone(name, stamp, sources, work, ...more) {
  const path = join(root, stamp)
  const now = hashOf(sources, ...more)
  if (existsSync(path) && readFileSync(path, 'utf8') === now) return
  // Remove the stamp first: work that fails may leave a partial result.
  rmSync(path, { force: true })
  await step(name, work)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, now)
}

const npm = (...args) => run('npm', args)

export const ensureDependencies = () =>
  unlessDone(
    'dependencies (npm ci)',
    'node_modules/.yike-stamp',
    ['package-lock.json'],
    () => npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
    process.version,
  )

/** Sources of each build; a change of any of them triggers a rebuild. */
const APP = [
  'src',
  'core',
  'config',
  'types',
  'babel.config.js',
  'project.config.json',
  'package-lock.json',
  'tsconfig.json',
]
const BUNDLER = ['scripts/build-cloud.mjs', 'package-lock.json', 'tsconfig.json']
const CLOUD = ['cloud', 'core', 'data', ...BUNDLER]
const STAND_IN = ['stand-in', 'core', ...BUNDLER]

/** Environment variables that affect the app build (docs/deploy.md). */
const SETTINGS = ['ID', 'TRANSPORT', 'CLOUD', 'CLOUD_ENV', 'CLOUD_NAME', 'DISTRICT'].map((name) => `TARO_APP_${name}`)

/** Builds an app: `target` is h5 or weapp, `settings` replace the environment's, `into` is the output folder. */
export const ensureApp = (target, settings = process.env, into = `dist/${target}`) => {
  const chosen = Object.fromEntries(SETTINGS.map((name) => [name, settings[name] ?? '']))
  return unlessDone(
    `build the ${target} app${into === `dist/${target}` ? '' : ` into ${into}`}`,
    `${into}/.stamp`,
    APP,
    () =>
      run(process.execPath, ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', target], {
        env: { ...chosen, NODE_ENV: 'production', BROWSERSLIST_ENV: 'production', TARO_APP_OUT: into },
      }),
    JSON.stringify(chosen),
  )
}

/** Builds the mini-program for each other transport, for the tests of all of them. */
export async function ensureTransports() {
  for (const kind of ['function', 'container'])
    await ensureApp(
      'weapp',
      { TARO_APP_TRANSPORT: kind, TARO_APP_CLOUD_ENV: 'yike-test', TARO_APP_DISTRICT: 'hp' },
      `dist/weapp-${kind}`,
    )
}

/** Builds the WeChat stand-in, for the demo. */
export const ensureStandIn = () =>
  unlessDone('build the WeChat stand-in', 'dist/stand-in/.stamp', STAND_IN, async () =>
    (await import('../build-cloud.mjs')).buildStandIn(),
  )

export const ensureCloud = () =>
  unlessDone('build the cloud', 'dist/cloud/.stamp', CLOUD, async () =>
    (await import('../build-cloud.mjs')).buildCloud(),
  )
