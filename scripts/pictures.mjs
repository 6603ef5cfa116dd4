// `npm run pictures`: takes the README's screenshots of the h5 app and the mini-program, into docs/pictures.
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
