import { createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOfHex, hexOf } from '../base/bytes'
import { dayOf, instant } from '../base/time'
import { stationOf } from '../place/ids'
import { checkPass, issuePass, passKey, STEP, showPass } from './pass'
import { encodePassPayload, type PassPayload } from './pass-payload'

type Card = {
  claim: Omit<PassPayload, 'startsAt'> & { startsAt: string }
  message: string
  signature: string
  text: string
}
type Shown = Card & { dayKey: string; passKey: string; at: string; step: number; shown: string }
type Vectors = { secretKey: string; publicKey: string; keySecret: string; passes: Shown[]; cards: Card[] }
const vectors: Vectors = JSON.parse(readFileSync(join(__dirname, '../../docs/pass-vectors.json'), 'utf8'))

const PKCS8 = '302e020100300506032b657004220420'
const SPKI = '302a300506032b6570032100'
const secret = createPrivateKey({ key: Buffer.from(PKCS8 + vectors.secretKey, 'hex'), format: 'der', type: 'pkcs8' })
const signed = (message: Uint8Array) => new Uint8Array(sign(null, message, secret))
const crypto = {
  verify: (open: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verify(
      null,
      message,
      createPublicKey({ key: Buffer.from(SPKI + hexOf(open), 'hex'), format: 'der', type: 'spki' }),
      signature,
    ),
  mac: (key: Uint8Array, message: Uint8Array) => new Uint8Array(createHmac('sha256', key).update(message).digest()),
}
const payloadOf = (one: Card): PassPayload => ({ ...one.claim, startsAt: instant(one.claim.startsAt) })

test.each([...vectors.passes, ...vectors.cards])(
  'the payload, signature and fixed part of vector %# are as published',
  (one) => {
    const payload = payloadOf(one)
    expect(hexOf(encodePassPayload(payload))).toBe(one.message)
    expect(hexOf(signed(encodePassPayload(payload)))).toBe(one.signature)
    expect(issuePass(payload, signed)).toBe(one.text)
  },
)

test.each(vectors.passes)('pass %# is displayed as published, and that text is accepted', (one) => {
  const payload = payloadOf(one)
  const name = `${stationOf(payload.booking)} ${dayOf(payload.startsAt)}`
  expect(hexOf(crypto.mac(bytesOfHex(vectors.keySecret), Buffer.from(name)))).toBe(one.dayKey)
  expect(hexOf(passKey(one.text, bytesOfHex(one.dayKey), crypto.mac))).toBe(one.passKey)
  expect(Math.floor(instant(one.at) / STEP)).toBe(one.step)
  expect(showPass({ text: one.text, key: one.passKey }, instant(one.at), crypto.mac)).toBe(one.shown)
  const key = { open: bytesOfHex(vectors.publicKey), day: bytesOfHex(one.dayKey) }
  expect(checkPass(one.shown, () => key, instant(one.at), crypto)).toEqual({ ok: true, payload })
})

test.each(vectors.cards)('card %# is accepted unchanged', (one) => {
  const key = { open: bytesOfHex(vectors.publicKey), day: new Uint8Array(32) }
  expect(checkPass(one.text, () => key, 0, crypto)).toEqual({ ok: true, payload: payloadOf(one) })
})
