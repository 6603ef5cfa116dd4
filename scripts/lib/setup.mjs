// What must be there before anything runs, with plain Node alone: the dependencies of the lockfile,
// and the built things, each made again only when what it is made of has changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const FLOOR = [20, 19]

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return
  console.error(`Node ${FLOOR.join('.')} or newer is needed; this is ${process.versions.node}.`)
  process.exit(2)
}

/** Runs a command to its end; what it prints is shown only when it fails, unless `loud`. */
export function run(command, args, { loud = false, env = {} } = {}) {
  return new Promise((done, fail) => {
    const shell = process.platform === 'win32'
    const child = spawn(command, args, {
      cwd: root,
      shell,
      env: { ...process.env, ...env },
      stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (said += part))
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0) done(said)
      else fail(new Error(`${command} ${args.join(' ')} ended with ${code}\n${said.slice(-4000)}`))
    })
  })
}

/** A line when it begins, its time when it is done. */
export async function step(name, work) {
  const from = Date.now()
  process.stdout.write(`· ${name} …`)
  const result = await work()
  process.stdout.write(` ${((Date.now() - from) / 1000).toFixed(1)} s\n`)
  return result
}

/** A test is part of nothing that is built. */
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

/** Does `work` unless its stamp says that it was done from just these sources. */
export async function unlessDone(name, stamp, sources, work, ...more) {
  const path = join(root, stamp)
  const now = hashOf(sources, ...more)
  if (existsSync(path) && readFileSync(path, 'utf8') === now) return
  // Work that fails may leave half of it: the sources of before are then no longer what is there.
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

/** What each is built from: it is built again when any of it changes. */
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

/** What decides beside the sources how an app is built (docs/deploy.md). */
const SETTINGS = ['TRANSPORT', 'CLOUD', 'CLOUD_ENV', 'CLOUD_NAME'].map((name) => `TARO_APP_${name}`)

/** `target` is h5 or weapp. `settings` stand in place of the environment's; `into` is where it is put. */
export const ensureApp = (target, settings = process.env, into = `dist/${target}`) => {
  const told = Object.fromEntries(SETTINGS.map((name) => [name, settings[name] ?? '']))
  return unlessDone(
    `build the ${target} app${into === `dist/${target}` ? '' : ` into ${into}`}`,
    `${into}/.stamp`,
    APP,
    () =>
      run(process.execPath, ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', target], {
        env: { ...told, NODE_ENV: 'production', BROWSERSLIST_ENV: 'production', TARO_APP_OUT: into },
      }),
    JSON.stringify(told),
  )
}

/** The mini-program once more for each other way to its cloud, for the tests that walk them all. */
export async function ensureTransports() {
  for (const kind of ['function', 'container'])
    await ensureApp('weapp', { TARO_APP_TRANSPORT: kind, TARO_APP_CLOUD_ENV: 'yike-test' }, `dist/weapp-${kind}`)
}

/** WeChat's, for the demo. */
export const ensureStandIn = () =>
  unlessDone('build WeChat’s stand-in', 'dist/stand-in/.stamp', STAND_IN, async () =>
    (await import('../build-cloud.mjs')).buildStandIn(),
  )

export const ensureCloud = () =>
  unlessDone('build the cloud', 'dist/cloud/.stamp', CLOUD, async () =>
    (await import('../build-cloud.mjs')).buildCloud(),
  )
