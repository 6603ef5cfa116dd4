// Chromium for the tests: the system's, Playwright's, or one installed now. Prints which.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { run, step } from './setup.mjs'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const systemChromium = () => [process.env.CHROMIUM, ...SYSTEM].find((path) => path && existsSync(path))

async function playwrightChromium() {
  const { chromium } = await import('playwright')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

/** Tries one way to install something; its error is collected and shown only if every way fails. */
async function attempt(name, work, faults) {
  try {
    await step(name, work)
  } catch (fault) {
    process.stdout.write(' failed\n')
    faults.push(fault.message)
  }
}

const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
const apt = (...args) => {
  const [command, ...rest] = [...sudo, 'apt-get', ...args]
  return run(command, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
}

/** Installs a Chinese font where there is none: without it text is boxes and widths are wrong. */
async function ensureChineseFont(faults) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return
  const { stdout = '' } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (stdout?.trim()) return
  await attempt(
    'Chinese font: apt-get install fonts-noto-cjk',
    async () => {
      await apt('update')
      await apt('install', '-y', '--no-install-recommends', 'fonts-noto-cjk', 'fontconfig')
    },
    faults,
  )
}

export async function ensureBrowser() {
  const faults = []
  let found = systemChromium() ?? (await playwrightChromium())
  if (!found) {
    const installer = () => run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'])
    await attempt("browser: Playwright's installer", installer, faults)
    found = await playwrightChromium()
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
    found = systemChromium()
  }
  if (!found)
    throw new Error(
      `No Chromium found, and none could be installed. Set CHROMIUM to the path of one.\n${faults.join('\n')}`,
    )
  await ensureChineseFont(faults)
  console.log(`· browser: ${found}`)
  return found
}
