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

/** Start time of a process from `/proc`, which the lock file stores beside the pid. */
const startTimeOf = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

test('a locked folder cannot be locked again until it is released', () => {
  const release = holdFolder(folder)
  expect(() => holdFolder(folder)).toThrow(FolderHeld)
  expect(() => holdFolder(folder)).toThrow(String(process.pid))
  release()
  expect(existsSync(lock)).toBe(false)
  holdFolder(folder)()
})

test('a missing folder is created', () => {
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

  test('keeps its lock while it runs, and loses it when it is killed', async () => {
    writeFileSync(lock, `${pid()} ${startTimeOf(pid())}`)
    expect(() => holdFolder(folder)).toThrow(`held by process ${pid()}`)
    other.kill('SIGKILL')
    await ended()
    holdFolder(folder)()
  })
  test('with the same pid and a later start time does not hold the lock', () => {
    writeFileSync(lock, `${pid()} 1`)
    holdFolder(folder)()
  })
})

test.each(['', 'rubbish', '0 0', '-1 0'])('a lock file with the content %j counts as stale', (text) => {
  writeFileSync(lock, text)
  holdFolder(folder)()
})

test('closing a database releases its folder and keeps its rows', async () => {
  const first = await openDb({ dataDir: folder })
  await expect(openDb({ dataDir: folder })).rejects.toThrow(FolderHeld)
  await first.query('create table kept (a int); insert into kept values (7)')
  await first.close()
  expect(existsSync(lock)).toBe(false)
  const second = await openDb({ dataDir: folder })
  expect(await second.query('select a from kept', [])).toEqual([{ a: 7 }])
  await second.close()
})

test('an unreachable PostgreSQL is reported without the password', async () => {
  const opening = openDb({ databaseUrl: 'postgres://me:geheim@127.0.0.1:1/yike', dataDir: folder })
  await expect(opening).rejects.toMatchObject({
    name: 'NoDatabase',
    message: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:1\/yike does not answer(?!.*geheim)/),
  })
})
