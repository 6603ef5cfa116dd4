// `npm run dev`: restarts the cloud on every change, rebuilds and reloads the h5 app. `npm run dev:weapp`: the same
// with the mini-program.
import { checkNode, ensureDependencies, root } from './lib/setup.mjs'

const USAGE = `npm run dev [-- --cloud-only | --app-only] [--inspect[-brk][=[host:]port]]
  Environment: PORT (8080) for the cloud, H5_PORT (8081) for the h5 app; both listen on 127.0.0.1.`
const INSPECT = /^--inspect(-brk|-wait)?(=.+)?$/

checkNode()
process.chdir(root)
const [target, ...options] = process.argv.slice(2)
const flags = options.filter((flag) => INSPECT.test(flag))
const unknown = options.filter((flag) => !INSPECT.test(flag) && flag !== '--cloud-only' && flag !== '--app-only')
const cloudWanted = !options.includes('--app-only')
const appWanted = !options.includes('--cloud-only')
if (unknown.length || !(cloudWanted || appWanted)) {
  console.error(`${unknown.length ? `Unknown option: ${unknown.join(' ')}\n` : ''}${USAGE}`)
  process.exit(2)
}

/** Children to stop on exit. */
const parts = []
let ending
/** Graceful shutdown. A second signal exits at once; the children end when their parent is gone. */
function end(code) {
  if (ending) process.exit(1)
  ending = Promise.all(parts.map((part) => part.close())).then(() => process.exit(code))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))

await ensureDependencies()
if (cloudWanted && !ending) {
  const { developCloud } = await import('./dev/cloud.mjs')
  parts.push(await developCloud(flags))
}
if (appWanted && !ending) {
  const { developApp } = await import('./dev/app.mjs')
  const app = developApp(target, { port: process.env.PORT || '8080', h5Port: process.env.H5_PORT || '8081' })
  parts.push(app)
  app.ended.then((how) => {
    if (ending) return
    console.error(`· dev: Taro ended (${how})`)
    end(1)
  })
}
