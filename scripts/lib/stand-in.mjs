// WeChat's stand-in beside a cloud of the demo, so that its whole way can be walked here: a process of its own, which ends
// when this one does, however that ends. None where the demo is off, or a real WeChat is configured.
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureStandIn, root } from './setup.mjs'

/** Made once, beside the data that they seal: a later start can open what was sealed. */
function keysIn(folder) {
  const path = join(folder, 'stand-in-keys.json')
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    const key = () => randomBytes(32).toString('base64')
    writeFileSync(path, JSON.stringify({ SEAL_KEYS: `demo:${key()}`, FIND_KEY: key() }), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** Is there something for it to do? What is wrong with the environment the cloud says itself. */
async function wanted(cloud) {
  const { readEnv } = await import(pathToFileURL(join(root, cloud, 'env.mjs')).href)
  try {
    const env = readEnv(process.env)
    return env.demo && !env.wechat && !env.sealing ? env : undefined
  } catch {
    return undefined
  }
}

/** Environment for the cloud built in the folder `cloud`; empty where there is no stand-in. */
export async function startStandIn(cloud = 'dist/cloud') {
  const env = await wanted(cloud)
  if (!env) return {}
  await ensureStandIn()
  const child = fork(join(root, 'dist/stand-in/process.mjs'), { stdio: 'inherit' })
  const told = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`WeChat’s stand-in ended with ${code}`)))
  })
  child.removeAllListeners('exit')
  child.unref()
  child.channel?.unref()
  console.log(`· WeChat’s stand-in: ${told.WECHAT_OPEN}`)
  return { ...told, ...keysIn(env.dataDir) }
}
