import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STATEMENT_MS } from './postgres'

test('the guide for pgbouncer gives the role the statement timeout that a connection asks for', () => {
  const guide = readFileSync(join(__dirname, '../../docs/deploy.md'), 'utf8')
  const [, seconds] = /alter role yike set statement_timeout = '(\d+)s';/.exec(guide) ?? []
  expect(Number(seconds) * 1000).toBe(STATEMENT_MS)
})
