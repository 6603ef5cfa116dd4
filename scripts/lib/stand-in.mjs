// Starts the WeChat stand-in next to a demo cloud, so that every WeChat flow works locally: a separate process that
// ends with this one, however it ends. Not started where the demo is off, a real WeChat app is configured, or there are several districts.
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureStandIn, root } from './setup.mjs'

/** Encryption keys, created once next to the data they seal, so that later starts can decrypt it. */
function keysIn(folder) {
  const path = join(folder, 'stand-in-keys.json')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    const key = () => randomBytes(32).toString('base64')
    writeFileSync(path, JSON.stringify({ SEAL_KEYS: `demo:${key()}`, FIND_KEY: key() }), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** Whether a stand-in is needed. An invalid environment is reported by the cloud itself. */
async function wanted(cloud) {
  const { readEnv } = await import(pathToFileURL(join(root, cloud, 'env.mjs')).href)
  try {
    const env = readEnv(process.env)
    const [district, ...others] = env.districts
    return env.demo && others.length === 0 && !district.wechat && !district.sealing ? district : undefined
  } catch {
    return undefined
  }
}

/** Starts it and returns environment variables for the cloud built in the folder `cloud`; empty without a stand-in. */
export async function startStandIn(cloud = 'dist/cloud') {
  const district = await wanted(cloud)
  if (!district) return {}
  await ensureStandIn()
  const child = fork(join(root, 'dist/stand-in/process.mjs'), { stdio: 'inherit' })
  const settings = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The WeChat stand-in ended with ${code}`)))
  })
  child.removeAllListeners('exit')
  child.unref()
  child.channel?.unref()
  console.log(`· WeChat stand-in: ${settings.WECHAT_OPEN}`)
  return { ...settings, ...keysIn(district.dataDir) }
}
