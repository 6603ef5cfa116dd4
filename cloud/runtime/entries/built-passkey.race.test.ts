import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DAY } from '@core/base/time'
import { insertLogin } from '../../account/login/queries'
import { seedDistrict, seedPeople } from '../../demo/seed'
import { createMigrated } from '../../testing/database/real-postgres'
import { createAuthenticator } from '../../testing/passkey/authenticator'
import { deploy, startHttp } from '../../testing/process/function-process'
import { STATIONS } from '../../testing/world/world'
import { sha256 } from '../../util/hash'

const AT = 'https://yike.example.cn'
const TOKEN = 'a'.repeat(43)
const MANAGER = '梁慧'

test('the built bundle verifies passkeys without the parsers of attestations that it leaves out', async () => {
  const [real, deployed] = [await createMigrated(), deploy()]
  const db = real.open()
  const deps = { db, now: Date.now }
  const streets = [{ code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }]
  await seedDistrict(deps, { streets, stations: STATIONS, offerings: [] })
  await seedPeople(deps)
  const [owner] = await db.query<{ id: string }>('select id from person where name = $1', [MANAGER])
  await insertLogin(db, sha256(TOKEN), owner?.id ?? '', Date.now(), Date.now() + DAY)
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: real.url, PORT: '0', HOST: '127.0.0.1', PUBLIC_URL: AT }
  const running = await startHttp(deployed.folder, env)
  const ask = async (path: string, body: object = {}, token = '') => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const at = `http://127.0.0.1:${running.port}${path}`
    const response = await fetch(at, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: await response.json() }
  }
  const [device, attested] = [createAuthenticator(AT), createAuthenticator(AT)]
  const options = async () => (await ask('/api/passkeys/options', {}, TOKEN)).body
  const add = async (passkey: object) => ask('/api/passkeys', { name: '窗口', passkey }, TOKEN)
  const added = await add(device.create(await options()))
  const refused = await add(attested.create(await options(), { format: 'packed' }))
  const entered = await ask('/api/login', { passkey: device.get((await ask('/api/login/options')).body) })
  await running.stop()
  await real.drop()
  rmSync(dirname(deployed.folder), { recursive: true })
  expect([added.status, refused.body.refusal, entered.status]).toEqual([201, 'passkey-failed', 200])
  expect(entered.body.person.name).toBe(MANAGER)
})
