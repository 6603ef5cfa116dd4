// `npm run build:weapp` and `build:h5`: dist/weapp opens in WeChat's developer tool as it stands.
import { checkNode, ensureApp, ensureDependencies } from './lib/setup.mjs'

const target = process.argv[2]
if (!['h5', 'weapp'].includes(target)) {
  console.error('Which app? h5 or weapp.')
  process.exit(2)
}
checkNode()
try {
  await ensureDependencies()
  await ensureApp(target)
  console.log(`dist/${target} is up to date.`)
} catch (fault) {
  console.error(`\n${fault.message}`)
  process.exit(1)
}
