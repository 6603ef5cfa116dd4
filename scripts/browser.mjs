// A Chromium for the tests: the machine's, Playwright's, or one that is installed now. Says which.
import { existsSync } from 'node:fs'
import { run, step } from './setup.mjs'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const system = () => [process.env.CHROMIUM, ...SYSTEM].find((path) => path && existsSync(path))

async function playwrights() {
  const { chromium } = await import('playwright')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/** Tries one way to get a browser; what failed is told only when nothing worked. */
async function attempt(name, work, faults) {
  try {
    await step(name, work)
  } catch (fault) {
    process.stdout.write(' no\n')
    faults.push(fault.message)
  }
}

export async function ensureBrowser() {
  const faults = []
  let found = system() ?? (await playwrights())
  if (!found) {
    const installer = () => run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'])
    await attempt("browser: Playwright's installer", installer, faults)
    found = await playwrights()
  }
  if (!found && existsSync('/usr/bin/apt-get')) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
    const apt = (...args) =>
      run(...[[...sudo, 'apt-get', ...args]].map(([command, ...rest]) => [command, rest])[0], {
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      })
    await attempt(
      'browser: apt-get install chromium',
      async () => {
        await apt('update')
        // The letters too: without a Chinese font every page is a row of boxes, and no width is true.
        await apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
      },
      faults,
    )
    found = system()
  }
  if (!found) throw new Error(`No Chromium could be had. Set CHROMIUM to one.\n${faults.join('\n')}`)
  console.log(`· browser: ${found}`)
  return found
}
