// The cloud of `npm run dev`: rebuilt on every change, restarted when the build succeeds.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { copySchema } from '../build-cloud.mjs'
import { startStandIn } from '../lib/stand-in.mjs'
import { startChild } from './child.mjs'
import { formatRequest } from './request-line.mjs'
import { createRestarter } from './restarter.mjs'
import { watchBuild } from './watch-build.mjs'

/** Separate from dist/cloud, which `npm start` and the tests use. */
const OUT = 'dist/dev/cloud'
const READY = /一刻 is ready:/

const say = (text) => console.log(`· dev: ${text}`)

function writeBuild(files) {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  for (const { path, contents } of files) writeFileSync(path, contents)
  copySchema(`${OUT}/schema`)
}

/** Starts the cloud. `settled` resolves when it is ready or has ended. */
function run(flags, env) {
  const child = startChild(['--enable-source-maps', ...flags, `${OUT}/node.mjs`, '--cloud-only'], {
    env,
    stdio: 'pipe',
  })
  createInterface({ input: child.stderr }).on('line', (line) => console.error(formatRequest(line)))
  const ready = new Promise((resolve) => {
    let output = ''
    child.stdout.on('data', (part) => {
      process.stdout.write(part)
      output = (output + part).slice(-1_000)
      if (READY.test(output)) resolve()
    })
  })
  let stopping = false
  child.ended.then((how) => {
    if (!stopping) say(`the cloud ended (${how}); the next change starts it again`)
  })
  const stop = () => {
    stopping = true
    return child.stop()
  }
  return { settled: Promise.race([ready, child.ended]), stop }
}

/** `flags` are Node flags such as --inspect. Resolves after the first build, good or bad; `close` stops everything. */
export async function developCloud(flags) {
  let newest
  let standIn
  const restarter = createRestarter(async () => {
    writeBuild(newest)
    standIn ??= await startStandIn(OUT)
    // Log every request by default; the demo's default is faults only.
    return run(flags, { LOG: process.env.LOG || 'all', ...standIn })
  }, say)
  const watching = await watchBuild(OUT, (files) => {
    if (!files) return say('build failed; the previous cloud keeps running until the next change')
    if (newest) say('files changed, restarting the cloud')
    newest = files
    restarter.changed()
  })
  return {
    async close() {
      await watching.dispose()
      await restarter.close()
    },
  }
}
