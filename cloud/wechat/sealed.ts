import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** The cell a sealed value is bound to: it cannot be opened for another. */
export type Place = { table: string; column: string; row: string }
/** `keys`: the first one seals, all of them open. `find`: HMAC key of the lookup hashes. 32 bytes each. */
export type SealingKeys = { keys: readonly { id: string; key: Uint8Array }[]; find: Uint8Array }

export type Sealer = {
  /** Returns `s1.<key id>.<base64url>`. */
  seal(text: string, place: Place): string
  /** Throws SealBroken if the value was sealed for another place, was modified, or its key is missing. */
  open(sealed: string, place: Place): string
  /**
   * Keyed hash for lookups: equal for equal text of one purpose (such as `person.phone`), not guessable without the
   * key.
   */
  hash(text: string, purpose: string): string
}

/** A value cannot be opened. The message names the key, never the value. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

const CIPHER = 'aes-256-gcm'
/** Bytes; the standard IV of GCM. With random IVs one key may seal 2^32 values. */
const IV_BYTES = 12
const TAG_BYTES = 16
const SEALED = /^s1\.([a-z0-9]{1,16})\.([\w-]+)$/

/** Additional authenticated data. JSON rather than a separator, which a name could contain: no two places collide. */
const bound = (key: string, { table, column, row }: Place): Buffer =>
  Buffer.from(JSON.stringify([key, table, column, row]))

/** AES-256-GCM, bound to table, column and row. Format: `s1.<key id>.<IV, ciphertext and tag in base64url>`. */
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
        throw new SealBroken(`sealed with “${id}” for another place, or modified`)
      }
    },
    hash: (text, purpose) =>
      createHmac('sha256', find)
        .update(JSON.stringify([purpose, text]))
        .digest('base64url'),
  }
}
