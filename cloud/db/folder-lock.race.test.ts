import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const STARTERS = 6
const ROUNDS = 4
const DEAD = '999999 0'

/** A child process that waits for a message, tries to lock the folder, and reports whether it succeeded. */
function starter(folder: string) {
  const script = `
    const { holdFolder } = require('tsx/cjs/api').require(${JSON.stringify(join(__dirname, 'folder-lock.ts'))}, ${JSON.stringify(__filename)})
    process.send('ready')
    process.on('message', () => {
      try { holdFolder(${JSON.stringify(folder)}); process.send('held') } catch (fault) { process.send(fault.name) }
    })`
  const child = fork('-e', [script], {
    execArgv: [],
    execPath: process.execPath,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const nextMessage = () => new Promise<string>((resolve) => child.once('message', (word) => resolve(String(word))))
  return { child, nextMessage }
}

test.each([
  ['a fresh folder', false],
  ['the lock of a dead process', true],
])('of several processes that start at once on %s, one gets the lock', async (_what, stale) => {
  for (let round = 0; round < ROUNDS; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'yike-lock-'))
    if (stale) writeFileSync(join(folder, 'yike.lock'), DEAD)
    const all = Array.from({ length: STARTERS }, () => starter(folder))
    await Promise.all(all.map(({ nextMessage }) => nextMessage()))
    const answers = Promise.all(all.map(({ nextMessage }) => nextMessage()))
    for (const { child } of all) child.send('go')
    expect((await answers).filter((word) => word === 'held')).toHaveLength(1)
    for (const { child } of all) child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
