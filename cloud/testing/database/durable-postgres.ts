import { fork } from 'node:child_process'
import { join } from 'node:path'

export type DurablePostgres = {
  url: string
  /** Immediate stop, like a crash of PostgreSQL that leaves the disk intact. */
  crash: () => Promise<void>
  start: () => Promise<void>
  end: () => Promise<void>
}

/** Starts a PostgreSQL for this test alone, with fsync on, which the test may crash. */
export async function openDurablePostgres(): Promise<DurablePostgres> {
  const child = fork(join(__dirname, 'postgres-process.mjs'), { execArgv: [] })
  const nextMessage = () =>
    new Promise<string>((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`the process of PostgreSQL ended with ${code}`))
      child.once('exit', onExit)
      child.once('message', (message) => {
        child.off('exit', onExit)
        resolve(String(message))
      })
    })
  const request = async (command: 'crash' | 'start') => {
    const done = nextMessage()
    child.send(command)
    await done
  }
  return {
    url: await nextMessage(),
    crash: () => request('crash'),
    start: () => request('start'),
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}
