import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../runtime/open-db'
import { FolderHeld, holdFolder } from './folder-lock'

let folder: string
let lock: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yike-lock-'))
  lock = join(folder, 'yike.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What `/proc` says of when a process began; the lock keeps it beside the number. */
const startOf = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

test('who holds a folder holds it alone, until they let go', () => {
  const release = holdFolder(folder)
  expect(() => holdFolder(folder)).toThrow(FolderHeld)
  expect(() => holdFolder(folder)).toThrow(String(process.pid))
  release()
  expect(existsSync(lock)).toBe(false)
  holdFolder(folder)()
})

test('a folder that is not there yet is made', () => {
  const deep = join(folder, 'a', 'b')
  const release = holdFolder(deep)
  expect(existsSync(join(deep, 'yike.lock'))).toBe(true)
  release()
})

describe('another process', () => {
  let other: ChildProcess
  beforeEach(() => {
    other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  })
  const ended = () =>
    new Promise((resolve) =>
      other.exitCode === null && other.signalCode === null ? other.once('exit', resolve) : resolve(null),
    )
  afterEach(async () => {
    other.kill('SIGKILL')
    await ended()
  })
  const pid = () => other.pid as number

  test('that lives keeps its folder; gone by whatever way, it keeps nothing', async () => {
    writeFileSync(lock, `${pid()} ${startOf(pid())}`)
    expect(() => holdFolder(folder)).toThrow(`held by process ${pid()}`)
    other.kill('SIGKILL')
    await ended()
    holdFolder(folder)()
  })
  test('that has the number of the one before, and began later, is not the one before', () => {
    writeFileSync(lock, `${pid()} 1`)
    holdFolder(folder)()
  })
})

test.each(['', 'rubbish', '0 0', '-1 0'])("a lock that says %j is nobody's", (text) => {
  writeFileSync(lock, text)
  holdFolder(folder)()
})

test('a database that was opened and closed lets its folder go, and its rows stay', async () => {
  const first = await openDb({ dataDir: folder })
  await expect(openDb({ dataDir: folder })).rejects.toThrow(FolderHeld)
  await first.query('create table kept (a int); insert into kept values (7)')
  await first.close()
  expect(existsSync(lock)).toBe(false)
  const second = await openDb({ dataDir: folder })
  expect(await second.query('select a from kept', [])).toEqual([{ a: 7 }])
  await second.close()
})

test('nobody answers where no PostgreSQL is, and the password is not told', async () => {
  const asked = openDb({ databaseUrl: 'postgres://me:geheim@127.0.0.1:1/yike', dataDir: folder })
  await expect(asked).rejects.toMatchObject({
    name: 'NoDatabase',
    message: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:1\/yike does not answer(?!.*geheim)/),
  })
})
