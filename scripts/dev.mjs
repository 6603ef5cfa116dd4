// `npm run dev`: the cloud restarted at every change of it, the app rebuilt and reloaded. `npm run dev:weapp`: with the
// mini-program in place of the h5 app.
import { checkNode, ensureDependencies, root } from './lib/setup.mjs'

const USAGE = `npm run dev [-- --cloud-only | --app-only] [--inspect[-brk][=[host:]port]]
  PORT (8080) is the cloud's, H5_PORT (8081) the h5 app's; both listen on 127.0.0.1.`
const INSPECT = /^--inspect(-brk|-wait)?(=.+)?$/

checkNode()
process.chdir(root)
const [target, ...asked] = process.argv.slice(2)
const flags = asked.filter((flag) => INSPECT.test(flag))
const unknown = asked.filter((flag) => !INSPECT.test(flag) && flag !== '--cloud-only' && flag !== '--app-only')
const cloudWanted = !asked.includes('--app-only')
const appWanted = !asked.includes('--cloud-only')
if (unknown.length || !(cloudWanted || appWanted)) {
  console.error(`${unknown.length ? `Unknown: ${unknown.join(' ')}\n` : ''}${USAGE}`)
  process.exit(2)
}

/** What is to be ended with us. */
const parts = []
let ending
/** Once for whatever ends us. Asked a second time, we do not wait: the children end when we are gone. */
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
