import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { planAhead } from '../cloud/catalogue/offering/plan'
import { seedDistrict, seedPeople } from '../cloud/demo/seed'
import { createRandom } from '../cloud/runtime/process/random'
import { createDatabase } from '../cloud/testing/database/real-postgres'
import startPostgres from '../cloud/testing/database/start-postgres.mjs'
import stopPostgres from '../cloud/testing/database/stop-postgres.mjs'
import {
  deploy,
  type EventFunction,
  type Running,
  startFunction,
  startHttp,
} from '../cloud/testing/process/function-process'
import { openS3Server, S3_KEY } from '../cloud/testing/storage/s3-server'
import { OFFERINGS, STATIONS } from '../cloud/testing/world/world'
import { startStandIn } from '../stand-in/stand-in'

const STREETS = [{ code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }]
const keyOf = (nth: number) => Buffer.alloc(32, nth).toString('base64')

/**
 * Starts the built cloud functions, each in its own process as CloudBase does, with a real PostgreSQL, the real clock and
 * the stand-in for WeChat's open API. The database has the two stations of the tests and no bookings.
 */
export async function startCloudBase() {
  await startPostgres()
  const real = await createDatabase()
  const [deployed, standIn] = [deploy(), await startStandIn()]
  const { appid, secret, api } = standIn.settings
  // A function has no disk.
  const bucket = await openS3Server('photos', 'ap-guangzhou')
  const env = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: real.url,
    SEAL_KEYS: `k1:${keyOf(1)}`,
    FIND_KEY: keyOf(2),
    STORAGE_URL: bucket.endpoint,
    STORAGE_BUCKET: 'photos',
    STORAGE_REGION: 'ap-guangzhou',
    STORAGE_KEY_ID: S3_KEY.keyId,
    STORAGE_SECRET: S3_KEY.secret,
  }
  // A login by code needs the mini-program's secret; the event function gets the openid from WeChat's runtime.
  const wechat = { WECHAT_APPID: appid, WECHAT_SECRET: secret, WECHAT_API: api }
  const running: Running[] = []
  const http = await startHttp(deployed.folder, { ...env, ...wechat, PORT: '0', HOST: '127.0.0.1' })
  const event: EventFunction = await startFunction(deployed, 'cloudbase-event.main', env)
  running.push(http, event)
  const db = real.open()
  const deps = { db, now: Date.now, random: createRandom() }
  await seedDistrict(deps, { streets: STREETS, stations: STATIONS, offerings: OFFERINGS })
  await seedPeople(deps)
  await planAhead(deps)
  return {
    db,
    standIn,
    appid,
    /** Paths of the photographs in the bucket. */
    stored: () => [...bucket.files.keys()],
    /** URL of the HTTP function. */
    at: `http://127.0.0.1:${http.port}`,
    /** The event function as called from the phone of this openid. */
    callAs: (openid: string) => (request: unknown) => event.call(request, { WX_OPENID: openid, WX_APPID: appid }),
    async stop() {
      await Promise.all(running.map((one) => one.stop()))
      await Promise.all([real.drop(), standIn.stop(), bucket.close()])
      await stopPostgres()
      rmSync(dirname(deployed.folder), { recursive: true })
    },
  }
}
