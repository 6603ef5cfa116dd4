import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { ProcessReady, Run, RunResult } from './cloud-process'

const answerOf = <T>(child: ChildProcess, message: ProcessReady | Run): Promise<T> =>
  new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('the cloud process ended'))
    child.once('exit', onExit)
    child.once('message', (answer) => {
      child.off('exit', onExit)
      resolve(answer as T)
    })
    child.send(message)
  })

/** Starts a cloud process that also contains the load-generating clients. */
export async function openCloud(url: string | string[], pool?: number) {
  const child = fork(join('bench', 'book', 'cloud-process.ts'), { execArgv: ['--import', 'tsx'] })
  await answerOf<string>(child, { urls: [url].flat(), pool })
  return { run: (run: Run) => answerOf<RunResult>(child, run), close: () => child.kill() }
}
