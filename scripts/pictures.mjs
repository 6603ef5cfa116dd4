// `npm run pictures`: takes the README's pictures from the running app, h5 and weapp, into docs/pictures.
import { ensureBrowser } from './lib/browser.mjs'
import { checkNode, ensureApp, ensureCloud, ensureDependencies, run } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await ensureApp('h5')
await ensureApp('weapp')
await run(process.execPath, ['--import', 'tsx', 'e2e/pictures.ts'], {
  loud: true,
  env: { CHROMIUM: await ensureBrowser() },
})
