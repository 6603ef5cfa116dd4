import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** Where a sealed value stands: it opens nowhere else. */
export type Place = { table: string; column: string; row: string }
/** `keys`: the first seals, all open. `find`: for the hashes by which a sealed value is found. 32 bytes each. */
export type SealingKeys = { keys: readonly { id: string; key: Uint8Array }[]; find: Uint8Array }

export type Sealer = {
  seal(text: string, place: Place): string
  /** Throws NotOpened where it was not sealed for this place, was meddled with, or its key is gone. */
  open(sealed: string, place: Place): string
  /** Equal for equal text of one purpose (such as `person.phone`), and nothing that can be read or guessed without the key. */
  hash(text: string, purpose: string): string
}

/** It says which key, never what. */
export class SealBroken extends Error {
  override name = 'NotOpened'
}

const CIPHER = 'aes-256-gcm'
/** GCM's own size. Drawn at random it may be used for 2^32 values a key. */
const IV_BYTES = 12
const TAG_BYTES = 16
const SEALED = /^s1\.([a-z0-9]{1,16})\.([\w-]+)$/

/** Not joined by a letter that may stand in a name: no two places look alike. */
const bound = (key: string, { table, column, row }: Place): Buffer =>
  Buffer.from(JSON.stringify([key, table, column, row]))

/** AES-256-GCM, bound to table, column and row. `s1.<key>.<iv, text and tag in base64url>` */
export function createSealer({ keys, find }: SealingKeys, random: (bytes: number) => Uint8Array): Sealer {
  const [newest] = keys
  if (!newest) throw new Error('no key to seal with')
  return {
    seal(text, place) {
      const iv = random(IV_BYTES)
      const cipher = createCipheriv(CIPHER, newest.key, iv, { authTagLength: TAG_BYTES })
      cipher.setAAD(bound(newest.id, place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `s1.${newest.id}.${Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')}`
    },
    open(sealed, place) {
      const [, id = '', text = ''] = SEALED.exec(sealed) ?? []
      const found = keys.find((one) => one.id === id)
      const bytes = Buffer.from(text, 'base64url')
      if (!found || bytes.length < IV_BYTES + TAG_BYTES) throw new SealBroken(`no key “${id}”`)
      const end = bytes.length - TAG_BYTES
      const decipher = createDecipheriv(CIPHER, found.key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAAD(bound(id, place)).setAuthTag(bytes.subarray(end))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, end)), decipher.final()]).toString('utf8')
      } catch {
        throw new SealBroken(`sealed with “${id}” for another place, or meddled with`)
      }
    },
    hash: (text, purpose) =>
      createHmac('sha256', find)
        .update(JSON.stringify([purpose, text]))
        .digest('base64url'),
  }
}
