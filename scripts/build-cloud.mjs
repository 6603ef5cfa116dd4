// Bundles the cloud into dist/cloud: for a process of our own node.mjs, seed.mjs and district.mjs (env.mjs reads the environment for
// scripts), and in function/ what CloudBase runs (docs/deploy.md). Nothing of it needs node_modules but the embedded database.
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'

const OUT = 'dist/cloud'
const FUNCTION = `${OUT}/function`
/** CloudBase takes no larger upload in one piece. */
const BUNDLE_MOST = 1.5 * 1024 * 1024
/** The embedded database brings WebAssembly of its own; a native driver would be taken if there were one. */
const EXTERNAL = ['@electric-sql/pglite', '@electric-sql/pglite/*', 'pg-native']
const COMMON = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' }

/** esbuild's options for a process of our own. Tests use dist/cloud, `npm run dev` a folder of its own. */
export const processBuild = (outdir, entryPoints) => ({
  ...COMMON,
  entryPoints,
  outdir,
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  sourcemap: 'linked',
  external: EXTERNAL,
  // By a name that no library has: esbuild knows nothing of it, and a second one is a chunk that cannot be read.
  banner: {
    js: "import { createRequire as yikeRequire } from 'node:module'; const require = yikeRequire(import.meta.url);",
  },
})

const PROCESSES = {
  node: 'cloud/runtime/entries/node.ts',
  seed: 'cloud/runtime/entries/seed.ts',
  district: 'cloud/runtime/entries/district.ts',
  env: 'cloud/runtime/env.ts',
}

/** A chunk that Node cannot read shows only when it is asked for, and that may be months later. */
function readAll() {
  const chunks = readdirSync(OUT).filter((name) => name.endsWith('.mjs'))
  for (const name of chunks)
    execFileSync(process.execPath, ['--check', `${OUT}/${name}`], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** How CloudBase finds each entry, by the name of its file; only the one that is asked for is run. */
const ENTRIES = {
  'cloudbase-http': '',
  'cloudbase-event': 'exports.main = entry.main',
  tick: 'exports.main = entry.main',
}

/** One bundle for all functions. Names stay as they are, so that a stack in the log can be read. */
async function buildFunction() {
  const contents = Object.keys(ENTRIES).map(
    (name) => `exports['${name}'] = () => require('./cloud/runtime/entries/${name}.ts')`,
  )
  const bundle = `${FUNCTION}/cloud.js`
  await build({
    ...COMMON,
    stdin: { contents: contents.join('\n'), resolveDir: '.', loader: 'js' },
    outfile: bundle,
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    external: [...EXTERNAL, 'wx-server-sdk'],
  })
  for (const [name, exported] of Object.entries(ENTRIES))
    writeFileSync(`${FUNCTION}/${name}.js`, `const entry = require('./cloud.js')['${name}']()\n${exported}\n`)
  const { size } = statSync(bundle)
  if (size > BUNDLE_MOST) throw new Error(`${bundle} has ${size} bytes, more than ${BUNDLE_MOST}`)
  return size
}

/** Read in the cloud alone, where the event function's SDK is installed. */
const PACKAGE = { private: true, dependencies: { 'wx-server-sdk': '4.0.2' } }

/** The numbered scripts and the stored functions, in the two folders that cloud/db/schema-files.ts looks for. */
export function copySchema(into) {
  for (const folder of ['migrations', 'sql']) mkdirSync(`${into}/${folder}`, { recursive: true })
  for (const name of readdirSync('cloud', { recursive: true })) {
    const kind = basename(dirname(name))
    if (name.endsWith('.sql') && ['migrations', 'sql'].includes(kind))
      copyFileSync(join('cloud', name), `${into}/${kind}/${basename(name)}`)
  }
}

export async function buildCloud() {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(FUNCTION, { recursive: true })
  await build(processBuild(OUT, PROCESSES))
  readAll()
  const size = await buildFunction()
  for (const folder of [OUT, FUNCTION]) copySchema(`${folder}/schema`)
  copyFileSync('cloud/runtime/entries/cloudbase/cloudbaserc.json', `${OUT}/cloudbaserc.json`)
  copyFileSync('cloud/runtime/entries/cloudbase/scf_bootstrap', `${FUNCTION}/scf_bootstrap`)
  chmodSync(`${FUNCTION}/scf_bootstrap`, 0o755)
  writeFileSync(`${FUNCTION}/package.json`, `${JSON.stringify(PACKAGE, null, 2)}\n`)
  return size
}

/** What plays WeChat beside `npm start`: no part of what is deployed. */
export const buildStandIn = () =>
  build({
    ...COMMON,
    entryPoints: ['stand-in/process.ts'],
    outdir: 'dist/stand-in',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
  })

if (process.argv[1]?.endsWith('build-cloud.mjs')) {
  const size = await buildCloud()
  console.log(`${FUNCTION}/cloud.js: ${(size / 1024).toFixed(0)} KB`)
}
