import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const NAVIGATION = 'src/platform/app/navigation.ts'
const METHODS = 'navigateTo|redirectTo|switchTab|reLaunch|navigateBack|getCurrentPages'
const TARO_NAVIGATION = new RegExp(`\\bTaro\\.(${METHODS})\\b|\\bimport \\{[^}]*\\b(${METHODS})\\b|<Navigator\\b`)

test('only navigation.ts calls Taro’s navigation', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join('src', name))
  const callers = files.filter((path) => TARO_NAVIGATION.test(readFileSync(path, 'utf8')))
  expect(callers).toEqual([NAVIGATION])
})
