// Bundles the cloud into dist/cloud: one small file an entry, so that a process starts in a moment.
import { cpSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

export async function buildCloud() {
  rmSync('dist/cloud', { recursive: true, force: true })
  await build({
    entryPoints: ['cloud/entry/node.ts', 'cloud/entry/seed.ts'],
    outdir: 'dist/cloud',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
    // The drivers bring files of their own (WebAssembly, native bindings).
    external: ['@electric-sql/pglite', 'pg'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  })
  cpSync('cloud/db/migrations', 'dist/cloud/migrations', { recursive: true })
}

if (process.argv[1]?.endsWith('build-cloud.mjs')) await buildCloud()
