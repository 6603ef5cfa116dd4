import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkFileName, type Storage } from './port'

const isMissing = (fault: unknown): boolean => (fault as NodeJS.ErrnoException).code === 'ENOENT'

/** Writes beside the file and renames: a reader sees the whole file or none, also after a crash. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const aside = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(aside, 'wx', 0o640)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (fault) {
    await rm(aside, { force: true })
    throw fault
  }
}

/** Storage in a folder of this machine, or of one that all machines mount. */
export function createFolderStorage(root: string): Storage {
  const pathOf = (name: string): string => {
    checkFileName(name)
    return join(root, name)
  }
  return {
    put: async (name, bytes) => writeWhole(pathOf(name), bytes),
    async get(name) {
      try {
        return new Uint8Array(await readFile(pathOf(name)))
      } catch (fault) {
        if (isMissing(fault)) return undefined
        throw fault
      }
    },
    remove: async (name) => rm(pathOf(name), { force: true }),
  }
}
