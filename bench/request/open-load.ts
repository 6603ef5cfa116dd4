import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Load, LoadResult } from './load-generator'

/** Starts the load generator process. */
export function openLoad() {
  const child = fork(join('bench', 'request', 'load-generator.ts'), { execArgv: ['--import', 'tsx'] })
  const run = (load: Load): Promise<{ latencies: number[]; ms: number }> =>
    new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('the load process ended'))
      child.once('exit', onExit)
      child.once('message', (result: LoadResult) => {
        child.off('exit', onExit)
        if ('wrong' in result) reject(new Error(result.wrong))
        else resolve(result)
      })
      child.send(load)
    })
  return { run, close: () => child.kill() }
}
