// Builds and starts the cloud, and again whenever a file of it changes.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { buildCloud } from './build-cloud.mjs'
import { root } from './setup.mjs'

const SETTLE_MS = 200
let child
let timer

async function restart() {
  try {
    await buildCloud()
  } catch {
    return // esbuild has said what is wrong; the last good one goes on.
  }
  const ended = child && new Promise((done) => child.once('close', done))
  child?.kill()
  await ended
  child = spawn(process.execPath, ['dist/cloud/node.mjs', '--cloud-only'], { cwd: root, stdio: 'inherit' })
}

for (const folder of ['cloud', 'core', 'data']) {
  watch(`${root}/${folder}`, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(restart, SETTLE_MS)
  })
}
process.once('SIGTERM', () => {
  child?.kill()
  process.exit(0)
})
await restart()
