// The cloud of `npm run dev`: built when a file of it changes, and restarted when the build is good.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { copySql } from '../build-cloud.mjs'
import { startStandIn } from '../lib/stand-in.mjs'
import { startChild } from './child.mjs'
import { plain } from './request-line.mjs'
import { createRestarter } from './restarter.mjs'
import { watchBuild } from './watch-build.mjs'

/** Apart from dist/cloud, which `npm start` and the tests use. */
const OUT = 'dist/dev/cloud'
const READY = /一刻 is ready:/

const say = (text) => console.log(`· dev: ${text}`)

function put(files) {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  for (const { path, contents } of files) writeFileSync(path, contents)
  copySql(OUT)
}

/** Settled once it says that it is ready, or has ended. */
function run(flags, env) {
  const child = startChild(['--enable-source-maps', ...flags, `${OUT}/node.mjs`, '--cloud-only'], {
    env,
    stdio: 'pipe',
  })
  createInterface({ input: child.stderr }).on('line', (line) => console.error(plain(line)))
  const ready = new Promise((resolve) => {
    let said = ''
    child.stdout.on('data', (part) => {
      process.stdout.write(part)
      said = (said + part).slice(-1_000)
      if (READY.test(said)) resolve()
    })
  })
  let asked = false
  child.ended.then((how) => {
    if (!asked) say(`the cloud ended (${how}); the next change starts it again`)
  })
  const stop = () => {
    asked = true
    return child.stop()
  }
  return { settled: Promise.race([ready, child.ended]), stop }
}

/** `flags` are Node's own, as --inspect. Resolves once the first build was tried; `close` ends it all. */
export async function developCloud(flags) {
  let newest
  let standIn
  const restarter = createRestarter(async () => {
    put(newest)
    standIn ??= await startStandIn(OUT)
    // A line for every request unless told otherwise: the demo's own choice is faults alone.
    return run(flags, { LOG: process.env.LOG || 'all', ...standIn })
  }, say)
  const watching = await watchBuild(OUT, (files) => {
    if (!files) return say('not built; what ran goes on until the next change')
    if (newest) say('changed: restarting the cloud')
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
