// `npm run build:cloud`: bundles the cloud into dist/cloud. For a process of our own: node.mjs, seed.mjs, district.mjs, import.mjs,
// doctor.mjs, and env.mjs (reads the environment for scripts). For CloudBase: function/ (docs/deploy.md). Only the embedded
// database needs node_modules.
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { noAttestation } from './lib/no-attestation.mjs'
import { ownFile, writeOwnFiles } from './lib/own-file.mjs'

const OUT = 'dist/cloud'
const FUNCTION = `${OUT}/function`
/** Upload limit of CloudBase for a single file. */
const MAX_BUNDLE_BYTES = 1.5 * 1024 * 1024
/** Not bundled: the embedded database loads its own WebAssembly; pg-native is optional and not installed. */
const EXTERNAL = ['@electric-sql/pglite', '@electric-sql/pglite/*', 'pg-native']
const COMMON = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', plugins: [noAttestation] }

/** esbuild options for a process of our own. Tests use dist/cloud, `npm run dev` its own folder. */
export const processBuild = (outdir, entryPoints) => ({
  ...COMMON,
  entryPoints,
  outdir,
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  sourcemap: 'linked',
  external: EXTERNAL,
  // A unique import name: esbuild does not see the banner, and a second `createRequire` in a chunk is a syntax error.
  banner: {
    js: "import { createRequire as yikeRequire } from 'node:module'; const require = yikeRequire(import.meta.url);",
  },
})

const PROCESSES = {
  node: 'cloud/runtime/entries/node.ts',
  seed: 'cloud/runtime/entries/seed.ts',
  district: 'cloud/runtime/entries/district.ts',
  doctor: 'cloud/runtime/entries/doctor.ts',
  import: 'cloud/runtime/entries/import.ts',
  backup: 'cloud/runtime/entries/backup.ts',
  restore: 'cloud/runtime/entries/restore.ts',
  env: 'cloud/runtime/env.ts',
}

/** Syntax check of every chunk: a broken lazily loaded chunk would otherwise fail only in service. */
function checkSyntax() {
  const chunks = readdirSync(OUT).filter((name) => name.endsWith('.mjs'))
  for (const name of chunks)
    execFileSync(process.execPath, ['--check', `${OUT}/${name}`], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** CloudBase entry files by name; each evaluates only its own entry of the bundle. */
const ENTRIES = {
  'cloudbase-http': '',
  'cloudbase-event': 'exports.main = entry.main',
  tick: 'exports.main = entry.main',
}

/** One bundle for all functions. Identifiers are not minified, so that stack traces stay readable. */
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
    plugins: [...COMMON.plugins, ownFile],
    // A file of its own is required like the bundle itself.
    supported: { 'dynamic-import': false },
  })
  await writeOwnFiles(FUNCTION, COMMON)
  for (const [name, exported] of Object.entries(ENTRIES))
    writeFileSync(`${FUNCTION}/${name}.js`, `const entry = require('./cloud.js')['${name}']()\n${exported}\n`)
  const { size } = statSync(bundle)
  if (size > MAX_BUNDLE_BYTES) throw new Error(`${bundle} has ${size} bytes, the limit is ${MAX_BUNDLE_BYTES}`)
  return size
}

/** package.json for CloudBase, which installs the event function's SDK. */
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
  checkSyntax()
  const size = await buildFunction()
  for (const folder of [OUT, FUNCTION]) copySchema(`${folder}/schema`)
  copyFileSync('cloud/runtime/entries/cloudbase/cloudbaserc.json', `${OUT}/cloudbaserc.json`)
  copyFileSync('cloud/runtime/entries/cloudbase/scf_bootstrap', `${FUNCTION}/scf_bootstrap`)
  chmodSync(`${FUNCTION}/scf_bootstrap`, 0o755)
  writeFileSync(`${FUNCTION}/package.json`, `${JSON.stringify(PACKAGE, null, 2)}\n`)
  return size
}

/** Bundles the WeChat stand-in of `npm start`; it is not deployed. */
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
