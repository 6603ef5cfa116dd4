// Builds what the chosen lanes need if it is out of date, so that no lane tests a stale build.
import { ensureBrowser } from '../lib/browser.mjs'
import { ensureApp, ensureCloud, ensureDependencies, ensureTransports } from '../lib/setup.mjs'

const WORK = {
  cloud: ensureCloud,
  h5: () => ensureApp('h5'),
  weapp: () => ensureApp('weapp'),
  transports: ensureTransports,
  browser: async () => ({ CHROMIUM: await ensureBrowser() }),
}

/** Returns environment variables for the lanes. */
export async function prepare(needs) {
  await ensureDependencies()
  const env = {}
  for (const [need, work] of Object.entries(WORK)) if (needs.has(need)) Object.assign(env, await work())
  return env
}
