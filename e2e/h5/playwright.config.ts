import { defineConfig } from '@playwright/test'

/** Port of the test server; two clones on one machine need different ones. */
const PORT = Number(process.env.H5_TEST_PORT || 8470)

/** One browser, one cloud, phone-sized. `npm test h5` builds the app and sets CHROMIUM; without it Playwright's own is used. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: ['geolocation'],
    // WGS-84, as browsers report it; in GCJ-02 this is the centre of 萝岗.
    geolocation: { latitude: 23.1817, longitude: 113.4947 },
    launchOptions: {
      ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    },
  },
  webServer: {
    command: 'node --import tsx e2e/serve-app.ts',
    cwd: '../..',
    url: `http://127.0.0.1:${PORT}/healthz`,
    env: { PORT: String(PORT) },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    timeout: 60_000,
  },
})
