import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Load, LoadResult } from './load-generator'

/** The second process, which sends what it is told to and times it. */
export function openLoad() {
  const child = fork(join('bench', 'request', 'load-generator.ts'), { execArgv: ['--import', 'tsx'] })
  const bear = (load: Load): Promise<{ latencies: number[]; ms: number }> =>
    new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('the load process ended'))
      child.once('exit', onExit)
      child.once('message', (said: LoadResult) => {
        child.off('exit', onExit)
        if ('wrong' in said) reject(new Error(said.wrong))
        else resolve(said)
      })
      child.send(load)
    })
  return { bear, close: () => child.kill() }
}
