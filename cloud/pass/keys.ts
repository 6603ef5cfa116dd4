import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import type { Sign, Verify } from '@core/pass'
import { moment } from '@core/time'
import type { Deps } from '../deps'

type KeyRow = { id: number; private_key: string; public_key: string }
type Held = { id: number; secret: KeyObject; open: KeyObject }

export type PassKeys = {
  /** The key that signs today. */
  current(): Promise<{ id: number; sign: Sign }>
  /** Every key we ever signed with, ready to check. */
  verifier(): Promise<Verify>
}

const FIRST = 1

/**
 * The signing keys live in the database, so that all processes on it sign alike; the first to need one
 * makes it. They are read once a process: a key is never changed, only followed by another.
 */
export function createPassKeys(deps: Deps): PassKeys {
  let held: Promise<Map<number, Held>> | undefined

  const read = () => deps.db.query<KeyRow>('select id, private_key, public_key from pass_key order by id')

  const load = async (): Promise<Map<number, Held>> => {
    let rows = await read()
    if (rows.length === 0) {
      const pair = generateKeyPairSync('ed25519')
      const secret = pair.privateKey.export({ format: 'pem', type: 'pkcs8' })
      const open = pair.publicKey.export({ format: 'pem', type: 'spki' })
      await deps.db.query(
        'insert into pass_key (id, private_key, public_key, made_at) values ($1, $2, $3, $4) on conflict do nothing',
        [FIRST, secret, open, moment(deps.now())],
      )
      rows = await read()
    }
    const keyOf = (row: KeyRow): Held => ({
      id: row.id,
      secret: createPrivateKey(row.private_key),
      open: createPublicKey(row.public_key),
    })
    return new Map(rows.map((row) => [row.id, keyOf(row)]))
  }

  const keys = async (): Promise<Map<number, Held>> => {
    held ??= load()
    try {
      return await held
    } catch (fault) {
      held = undefined
      throw fault
    }
  }

  return {
    async current() {
      const newest = [...(await keys()).values()].at(-1) as Held
      return { id: newest.id, sign: (message) => new Uint8Array(sign(null, message, newest.secret)) }
    },
    async verifier() {
      const all = await keys()
      return (key, message, signature) => {
        const open = all.get(key)?.open
        return open !== undefined && verify(null, message, open, signature)
      }
    },
  }
}
