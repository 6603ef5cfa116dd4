/**
 * Name of a stored file: a folder, and letters that somebody else cannot choose, such as a content hash. Nothing that a
 * person wrote reaches it, and what does not match is a fault: so no name leads out of the folder or the bucket.
 */
const FILE_NAME = /^[a-z]{1,20}\/[0-9a-f]{32,64}(-[a-z]{1,10})?\.(jpg|png|webp|bin)$/

/** Media type of a stored file, by the ending of its name. */
const TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', bin: 'application/octet-stream' } as const

/**
 * Port to the storage of files that are too large for the database: photographs. A write is whole or not there at all; a
 * file is never changed, only written again with the same bytes, or removed.
 */
export type Storage = {
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Undefined where there is no such file. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Removing a missing file is no error, so that it may be repeated. */
  remove(name: string): Promise<void>
}

export type StoredType = (typeof TYPES)[keyof typeof TYPES]

/** Throws for a name that is not one of ours. */
export function checkFileName(name: string): { type: StoredType } {
  const ending = FILE_NAME.exec(name)?.at(-1) as keyof typeof TYPES | undefined
  if (!ending) throw new Error('not the name of a stored file')
  return { type: TYPES[ending] }
}
