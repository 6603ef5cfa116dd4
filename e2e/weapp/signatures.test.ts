import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { commitmentOf } from '@core/base/commitment'
import { type Draw, drawOrder } from '@core/booking/draw'
import vectors from '../../src/platform/crypto/ed25519.rfc8032.json'
import { MORNING, startCloud } from '../cloud'
import { Clock } from './harness/clock'
import { OLD_PHONE } from './harness/device'
import { launch } from './harness/launch'
import { AppPackage } from './harness/package/app-package'
import { loadModules, verifierOf } from './harness/package/webpack'
import { FaultLog } from './harness/runtime/fault-log'
import { Realm } from './harness/runtime/realm'
import { type Cloud, loginAs } from './weapp-phone'

const DIST = 'dist/weapp'

type Verify = ReturnType<typeof verifierOf>

const pkg = new AppPackage(resolve(DIST))
const scripts = pkg
  .files()
  .map(({ path }) => path)
  .filter((path) => path.endsWith('.js'))

/** Loads the verifier as at the first scan, on a phone without these globals; `called` counts calls of BigInt. */
function verifierOn(lacks: readonly string[]): { verify: Verify; Bytes: Uint8ArrayConstructor; called: () => number } {
  const realm = new Realm(pkg, new Clock(0), new FaultLog(), [])
  realm.lack(lacks)
  const { globals } = realm
  let calls = 0
  if (globals.BigInt) {
    const own = globals.BigInt as BigIntConstructor
    globals.BigInt = (value: string) => {
      calls += 1
      return own(value)
    }
  }
  const wx = realm.clone({})
  globals.wx = wx
  const load = loadModules(wx, (path) => realm.require(path), scripts)
  const called = () => calls
  return { verify: verifierOf(load), Bytes: globals.Uint8Array as Uint8ArrayConstructor, called }
}

/** Order of the group, little-endian. Adding it to s gives a second, malleable signature. */
const ORDER = Buffer.from('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010', 'hex')
function malleable(signature: Uint8Array): Uint8Array {
  let carry = 0
  return signature.map((byte, at) => {
    if (at < 32) return byte
    carry += byte + (ORDER[at - 32] as number)
    const low = carry & 255
    carry >>= 8
    return low
  })
}

const flipped = (bytes: Uint8Array, place: number): Uint8Array =>
  bytes.map((byte, at) => (at === place ? byte ^ 1 : byte))

function verifiesCorrectly(verify: Verify, Bytes: Uint8ArrayConstructor): void {
  const ask = (...given: Uint8Array[]) =>
    verify(...(given.map((bytes) => new Bytes(bytes)) as [Uint8Array, Uint8Array, Uint8Array]))
  for (const vector of vectors) {
    const [key, message, signature] = [vector.key, vector.message, vector.signature].map((hex) =>
      Uint8Array.from(Buffer.from(hex, 'hex')),
    ) as [Uint8Array, Uint8Array, Uint8Array]
    assert.equal(ask(key, message, signature), true, vector.name)
    for (const at of [0, 31, 32, 62]) assert.equal(ask(key, message, flipped(signature, at)), false)
    assert.equal(ask(flipped(key, 3), message, signature), false)
    assert.equal(ask(key, Uint8Array.from([...message, 0]), signature), false)
    assert.equal(ask(key, message, malleable(signature)), false)
    assert.equal(ask(key, message, signature.subarray(1)), false)
    assert.equal(ask(new Uint8Array(0), message, signature), false)
  }
}

test('signatures are verified by noble', () => {
  const { verify, Bytes, called } = verifierOn([])
  const numbers = called()
  assert.ok(numbers > 0, 'noble computes its constants when it is loaded')
  verifiesCorrectly(verify, Bytes)
  // Each signature makes a few numbers of its own; the constants of the curve are not computed again.
  assert.ok(called() > numbers && called() < 200, `${called()} calls`)
})

test('signatures are verified on a phone without BigInt, too', () => {
  const { verify, Bytes, called } = verifierOn(OLD_PHONE)
  verifiesCorrectly(verify, Bytes)
  assert.equal(called(), 0)
})

test('the signature libraries are in the manager’s subpackage only', () => {
  for (const library of ['unexpected type, use Uint8Array', '216936d3cd6e53fec0a4e231fdd6dc5c']) {
    const files = scripts.filter((path) => pkg.read(path).includes(library))
    assert.deepEqual(
      files.map((path) => pkg.subpackageOf(path)),
      ['manager'],
    )
  }
})

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('a phone without BigInt opens every page', async () => {
  const phone = await launch({ dist: DIST, cloud: cloud.at, now: MORNING, lacks: OLD_PHONE })
  await loginAs(phone, /^梁慧/)
  for (const page of phone.pkg.pages) {
    await phone.open(`/${page}?id=hp003.story-2611231500`)
    assert.ok(phone.text().trim().length > 0, `${page} is blank`)
    assert.deepEqual(phone.errors, [], page)
  }
  phone.close()
})

const SEED = commitmentOf('a seed')
const entries = [1, 2, 3, 4, 5].map((ticket) => ({ ticket, lots: 1 + (ticket % 4), size: 1 }))
const drawn: Draw = {
  session: 'hp003.kite-2611281530',
  at: '2026-11-22T06:00:00.000Z',
  ...{ hash: commitmentOf(SEED), seed: SEED, entries, order: drawOrder(SEED, entries), mine: [2] },
}

test('a phone without BigInt checks a draw', async (t) => {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'application/json')
    answer.end(JSON.stringify({ draw: drawn }))
  })
  t.after(() => server.close())
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const path = `/resident/pages/draw/index?id=${drawn.session}`
  const phone = await launch({ dist: DIST, cloud: at, path, now: MORNING, lacks: OLD_PHONE })
  await phone.tap('验证结果')
  assert.match(phone.text(), /验证通过/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})
