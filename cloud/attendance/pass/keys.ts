import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { paperKey } from '@core/attendance/check-in-code'
import type { DoorKey } from '@core/attendance/pass'
import type { PassPayload } from '@core/attendance/pass-payload'
import type { Sign } from '@core/base/crypto'
import { DAY, type Day, dayOf, type Instant, moment } from '@core/base/time'
import { stationOf } from '@core/place/ids'
import type { Deps } from '../../base/deps'
import { crypto, SPKI } from '../../util/crypto'

type KeyRow = { id: number; private_key: string; public_key: string; secret: string; made_at: Instant }
type Held = { id: number; secret: KeyObject; open: Uint8Array; seed: Buffer; madeAt: Instant }

export type PassKeys = {
  /** The current signing key. */
  current(): Promise<{ id: number; sign: Sign }>
  /** Finder of the verification keys of a payload: the public key, and the key of its station and day. */
  finder(): Promise<(payload: PassPayload) => DoorKey | undefined>
  /** Verification keys for the passes of a station and day, one for each key that may have signed them. */
  ofDay(station: string, day: Day): Promise<({ id: number } & DoorKey)[]>
  /** Keys of a session's printed check-in code, newest last. */
  ofPaper(session: string): Promise<Uint8Array[]>
  /** MAC keys of role invitations: the current one, and all that are accepted. */
  ofRoles(): Promise<{ signs: Uint8Array; open: Uint8Array[] }>
}

/** Days a key signs. */
const SIGNS_DAYS = 90
/** Days a key verifies: as long as sessions of passes signed with it may be ahead. */
const OPENS_DAYS = 2 * SIGNS_DAYS
/** Milliseconds a process caches the keys. */
const CACHE_MS = 10 * 60_000

const dayKey = (seed: Buffer, station: string, day: Day): Uint8Array =>
  crypto.mac(seed, Buffer.from(`${station} ${day}`))

const select = 'select id, private_key, public_key, secret, made_at from pass_key order by id'

/** Inserts a key, unless another process was first; the consecutive id makes it idempotent. */
async function addKey({ db, now }: Pick<Deps, 'db' | 'now'>, id: number): Promise<void> {
  const pair = generateKeyPairSync('ed25519')
  const secret = pair.privateKey.export({ format: 'pem', type: 'pkcs8' })
  const open = pair.publicKey.export({ format: 'pem', type: 'spki' })
  await db.query(
    `insert into pass_key (id, private_key, public_key, secret, made_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [id, secret, open, randomBytes(32).toString('hex'), moment(now())],
  )
}

/** Adds a key when the newest is SIGNS_DAYS old; older keys still verify. */
export async function rotateKeys(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const [newest] = await deps.db.query<{ id: number; made_at: Instant }>(
    'select id, made_at from pass_key order by id desc limit 1',
    [],
  )
  if (newest && newest.made_at <= deps.now() - SIGNS_DAYS * DAY) await addKey(deps, newest.id + 1)
}

/**
 * Signing keys, stored in the database so that all processes share them; the first process that needs one creates it.
 * Keys are never changed, only added.
 */
export function createPassKeys(deps: Deps): PassKeys {
  let held: { keys: Promise<Map<number, Held>>; at: Instant } | undefined

  const load = async (): Promise<Map<number, Held>> => {
    let rows = await deps.db.query<KeyRow>(select, [])
    if (rows.length === 0) {
      await addKey(deps, 1)
      rows = await deps.db.query<KeyRow>(select, [])
    }
    const keyOf = (row: KeyRow): Held => ({
      id: row.id,
      secret: createPrivateKey(row.private_key),
      open: new Uint8Array(
        createPublicKey(row.public_key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length),
      ),
      seed: Buffer.from(row.secret, 'hex'),
      madeAt: row.made_at,
    })
    return new Map(rows.map((row) => [row.id, keyOf(row)]))
  }

  const keys = async (): Promise<Map<number, Held>> => {
    if (!held || deps.now() - held.at > CACHE_MS) held = { keys: load(), at: deps.now() }
    try {
      return await held.keys
    } catch (fault) {
      held = undefined
      throw fault
    }
  }
  const opens = async (): Promise<Held[]> => {
    const all = [...(await keys()).values()]
    return all.filter((key, at) => at === all.length - 1 || key.madeAt > deps.now() - OPENS_DAYS * DAY)
  }

  return {
    async current() {
      const newest = [...(await keys()).values()].at(-1) as Held
      return { id: newest.id, sign: (message) => new Uint8Array(sign(null, message, newest.secret)) }
    },
    async finder() {
      const all = new Map((await opens()).map((key) => [key.id, key]))
      return ({ key, booking, startsAt }) => {
        const found = all.get(key)
        return found && { open: found.open, day: dayKey(found.seed, stationOf(booking), dayOf(startsAt)) }
      }
    },
    async ofDay(station, day) {
      return (await opens()).map(({ id, open, seed }) => ({ id, open, day: dayKey(seed, station, day) }))
    },
    async ofPaper(session) {
      return (await opens()).map(({ seed }) => paperKey(seed, session, crypto.mac))
    },
    async ofRoles() {
      const all = await opens()
      const keyOf = ({ seed }: Held) => crypto.mac(seed, Buffer.from('role invitation'))
      // A key younger than the cache time does not sign yet: another process may not have loaded it.
      const known = all.filter(({ madeAt }) => madeAt <= deps.now() - CACHE_MS)
      return { signs: keyOf((known.at(-1) ?? all.at(-1)) as Held), open: all.map(keyOf) }
    },
  }
}
