// `npm run dev`: the cloud again at every change of it (8080), the h5 app rebuilt and reloaded (8081).
import { spawn } from 'node:child_process'
import { checkNode, ensureCloud, ensureDependencies, root } from './setup.mjs'
import { startStandIn } from './stand-in.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
const env = { ...process.env, ...(await startStandIn()) }
const children = [
  ['scripts/watch-cloud.mjs'],
  ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5', '--watch'],
].map((args) => spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }))
const stop = () => {
  for (const child of children) child.kill()
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
for (const child of children) child.once('close', stop)
