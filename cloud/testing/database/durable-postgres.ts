import { fork } from 'node:child_process'
import { join } from 'node:path'

export type DurablePostgres = {
  url: string
  /** An immediate stop: as if the machine had lost its PostgreSQL, and not its disk. */
  crash: () => Promise<void>
  start: () => Promise<void>
  end: () => Promise<void>
}

/** A PostgreSQL of this test alone, with fsync on, which may die. */
export async function openDurablePostgres(): Promise<DurablePostgres> {
  const child = fork(join(__dirname, 'postgres-process.mjs'), { execArgv: [] })
  const said = () =>
    new Promise<string>((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`the process of PostgreSQL ended with ${code}`))
      child.once('exit', onExit)
      child.once('message', (word) => {
        child.off('exit', onExit)
        resolve(String(word))
      })
    })
  const tell = async (word: 'crash' | 'start') => {
    const done = said()
    child.send(word)
    await done
  }
  return {
    url: await said(),
    crash: () => tell('crash'),
    start: () => tell('start'),
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}
