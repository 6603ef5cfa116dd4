import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Another process uses the folder. PGlite takes no lock of its own, and two processes on one folder corrupt it. */
export class FolderHeld extends Error {
  override name = 'FolderHeld'
}

/** Attempts when several processes start at once and another was quicker; without a pause, since it is only a file. */
const ATTEMPTS = 5

/**
 * Start time of a process (Linux), stored beside its pid because pids are reused after a reboot. A zombie, as in a
 * container without an init, counts as dead.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const contentOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function isHeldBy(content: string): boolean {
  const [pid = '', start = ''] = content.split(' ')
  const holder = Number(pid)
  return holder > 0 && isAlive(holder) && startOf(holder) === start
}

/** Removes a stale lock, unless another process has replaced it meanwhile. */
function clearStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // Another process was quicker; the next attempt reads who holds it now.
  }
  // A fresh lock that was moved by mistake is put back.
  if (contentOf(aside) !== stale) linkSync(aside, path)
  rmSync(aside, { force: true })
}

/**
 * Locks the folder until the returned function is called or the process ends in any way; throws FolderHeld.
 * The lock file is hard-linked into place, so that nobody reads it half-written.
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'yike.lock')
  const mine = `${process.pid} ${startOf(process.pid)}`
  const draft = `${path}.${process.pid}.draft`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        linkSync(draft, path)
        return () => {
          if (contentOf(path) === mine) rmSync(path, { force: true })
        }
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
      }
      const content = contentOf(path)
      if (content === undefined) continue
      if (isHeldBy(content)) throw new FolderHeld(`${folder} is held by process ${content.split(' ')[0]}`)
      clearStale(path, content)
    }
    throw new FolderHeld(`${folder} is held by another process that is starting`)
  } finally {
    rmSync(draft, { force: true })
  }
}
