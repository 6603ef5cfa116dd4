import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** PGlite takes no lock of its own, and two processes on one folder destroy it. */
export class FolderHeld extends Error {
  override name = 'FolderHeld'
}

/** A process number comes again after a restart of the machine, so its start time is kept beside it (Linux). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Holds the folder until the returned function is called, or the process is gone, however it went. */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'yike.lock')
  const mine = `${process.pid} ${startOf(process.pid)}`
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, mine, { flag: 'wx' })
      return () => rmSync(path, { force: true })
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    }
    const [pid = '', start = ''] = readFileSync(path, 'utf8').split(' ')
    const holder = Number(pid)
    if (holder > 0 && lives(holder) && startOf(holder) === start) {
      throw new FolderHeld(`${folder} is held by process ${holder}`)
    }
    rmSync(path, { force: true })
  }
  throw new FolderHeld(`${folder} is held by another process that is starting`)
}
