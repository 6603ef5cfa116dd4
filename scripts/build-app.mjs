// `npm run build:weapp` and `build:h5`: builds one app. dist/weapp can be opened in WeChat's developer tool.
import { checkNode, ensureApp, ensureDependencies } from './lib/setup.mjs'

const target = process.argv[2]
if (!['h5', 'weapp'].includes(target)) {
  console.error('Usage: build-app.mjs h5|weapp')
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
