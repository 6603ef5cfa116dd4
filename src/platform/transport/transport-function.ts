import type { CalledAnswer, CalledEvent } from '@core/contract/event'
import { NoSignal, type Request, type Response } from '@core/contract/transport'
import Taro from '@tarojs/taro'
import { cloudName } from '@/platform/app/env'
import { districtHeader } from './district-header'
import { config, wxCloud } from './wx-cloud'
import { FILE_TIMEOUT_MS, TIMEOUT_MS, throwNoSignal } from './wx-http'

/** Adds a timeout: callFunction has none, and may take a minute to fail without a network. */
const withTimeout = <T>(ms: number, pending: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoSignal('timeout')), ms)
    pending.then(resolve, reject).finally(() => clearTimeout(timer))
  })

async function call(data: CalledEvent, ms: number): Promise<CalledAnswer> {
  const sent = { ...data, headers: { ...data.headers, ...districtHeader } }
  const pending = wxCloud().callFunction({ name: cloudName, config, data: sent })
  const { result } = await withTimeout(ms, pending).catch(throwNoSignal)
  const answer = result as CalledAnswer | undefined
  // Not an answer of our function: whether the request was handled is unknown.
  if (typeof answer?.status !== 'number') throw new NoSignal('unrecognised answer')
  return answer
}

function read(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return text
  }
}

/**
 * Transport over wx.cloud.callFunction, to an event function: the request is a JSON object, so PATCH needs no override.
 */
export async function send({ path, method, headers, body }: Request): Promise<Response> {
  const answer = await call({ path, method, headers, ...(body === undefined ? {} : { body }) }, TIMEOUT_MS)
  // Base64 bodies are files, which go through `save`.
  return { status: answer.status, headers: answer.headers, body: answer.base64 ? undefined : read(answer.body) }
}

export async function save({ path, headers }: Pick<Request, 'path' | 'headers'>, filePath: string): Promise<number> {
  const { status, body, base64 } = await call({ path, method: 'GET', headers }, FILE_TIMEOUT_MS)
  if (status === 200) Taro.getFileSystemManager().writeFileSync(filePath, body, base64 ? 'base64' : 'utf8')
  return status
}
