import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const STARTERS = 6
const ROUNDS = 4
const DEAD = '999999 0'

/** A process of its own that waits for the word, tries to hold the folder, and says whether it does. */
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
  const said = () => new Promise<string>((resolve) => child.once('message', (word) => resolve(String(word))))
  return { child, said }
}

test.each([
  ['a fresh folder', false],
  ['the lock of a dead process', true],
])('of several that start at once on %s, one holds it', async (_what, stale) => {
  for (let round = 0; round < ROUNDS; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'yike-lock-'))
    if (stale) writeFileSync(join(folder, 'yike.lock'), DEAD)
    const all = Array.from({ length: STARTERS }, () => starter(folder))
    await Promise.all(all.map(({ said }) => said()))
    const answers = Promise.all(all.map(({ said }) => said()))
    for (const { child } of all) child.send('go')
    expect((await answers).filter((word) => word === 'held')).toHaveLength(1)
    for (const { child } of all) child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
