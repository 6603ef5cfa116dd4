import { createHmac, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { type DoorKey, issuePass, passKey, showPass } from '@core/attendance/pass'
import { hexOf } from '@core/base/bytes'
import type { Mac } from '@core/base/crypto'
import { MORNING } from './events'

const mac: Mac = (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest())

/** A pass as issued by the cloud and shown by a phone at MORNING, with its verification key and signature. */
export function signedPass() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key: DoorKey = {
    open: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
    day: new Uint8Array(32).fill(7),
  }
  let signed = { message: new Uint8Array(0), signature: new Uint8Array(0) }
  const payload = {
    ...{ key: 1, card: false, booking: 'hp001.0123456789abcdefghjkmn', startsAt: MORNING },
    ...{ minutes: 90, seats: 2, generation: 1 },
  }
  const text = issuePass(payload, (message) => {
    signed = { message: Uint8Array.from(message), signature: new Uint8Array(sign(null, message, privateKey)) }
    return signed.signature
  })
  const shown = showPass({ text, key: hexOf(passKey(text, key.day, mac)) }, MORNING, mac)
  const open = createPublicKey(privateKey)
  return { key, shown, ...signed, byNode: () => verify(null, signed.message, open, signed.signature) }
}
