import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** PGlite takes no lock of its own, and two processes on one folder destroy it. */
export class FolderHeld extends Error {
  override name = 'FolderHeld'
}

/** Of several that start at once, each may find that another was quicker. At once and without waiting: it is a file, no database. */
const ATTEMPTS = 5

/**
 * A process number comes again after a restart of the machine, so its start time is kept beside it (Linux).
 * One that is dead but not yet buried, as in a container without an init, holds nothing.
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

function lives(pid: number): boolean {
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
  return holder > 0 && lives(holder) && startOf(holder) === start
}

/** Takes a lock away whose holder is gone, unless another has put its own there meanwhile. */
function clearStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // Somebody was quicker; the next look tells who holds it now.
  }
  // A fresh one that we moved by mistake goes back where it belongs.
  if (contentOf(aside) !== stale) linkSync(aside, path)
  rmSync(aside, { force: true })
}

/**
 * Holds the folder until the returned function is called, or the process is gone, however it went.
 * The lock is linked into place whole: nobody ever reads half of one.
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
