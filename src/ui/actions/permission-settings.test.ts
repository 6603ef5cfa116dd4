import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a screen has in it that meets a refusal of each permission. */
const MEETS = {
  location: /\basking === 'refused'|=== 'place-needed'/,
  camera: /<Scanner\b/,
  calendar: /\baddToCalendar\(/,
  album: /\bsaveToAlbum\b/,
}

const screens = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx') && !name.startsWith('platform'))
  .map((name) => ({ name, source: readFileSync(join('src', name), 'utf8') }))

test.each(Object.entries(MEETS))('every screen that meets a refused %s leads to the settings', (permission, meets) => {
  const met = screens.filter(({ source }) => meets.test(source))
  expect(met.length).toBeGreaterThan(0)
  expect(met.filter(({ source }) => !source.includes(`<PermissionSettings permission="${permission}"`))).toEqual([])
})
