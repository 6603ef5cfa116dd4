// A Chromium for the tests: the machine's, Playwright's, or one that is installed now. Says which.
import { spawnSync } from 'node:child_process'
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

const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
const apt = (...args) => {
  const [command, ...rest] = [...sudo, 'apt-get', ...args]
  return run(command, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
}

/** Without a Chinese font every page is a row of boxes, and no width is true. A browser that was there before may lack it. */
async function ensureLetters(faults) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return
  const { stdout = '' } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (stdout?.trim()) return
  await attempt(
    'letters: apt-get install fonts-noto-cjk',
    async () => {
      await apt('update')
      await apt('install', '-y', '--no-install-recommends', 'fonts-noto-cjk', 'fontconfig')
    },
    faults,
  )
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
    await attempt(
      'browser: apt-get install chromium',
      async () => {
        await apt('update')
        await apt('install', '-y', '--no-install-recommends', 'chromium')
      },
      faults,
    )
    found = system()
  }
  if (!found) throw new Error(`No Chromium could be had. Set CHROMIUM to one.\n${faults.join('\n')}`)
  await ensureLetters(faults)
  console.log(`· browser: ${found}`)
  return found
}
