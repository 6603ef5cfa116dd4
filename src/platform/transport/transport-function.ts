import type { CalledAnswer, CalledEvent } from '@core/contract/event'
import { NoSignal, type Request, type Response } from '@core/contract/transport'
import Taro from '@tarojs/taro'
import { cloudName } from '@/platform/app/env'
import { config, wxCloud } from './wx-cloud'
import { FILE_TIMEOUT_MS, TIMEOUT_MS, throwNoSignal } from './wx-http'

/** callFunction takes no time limit, and without a network it may say so after a minute. */
const withTimeout = <T>(ms: number, asked: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoSignal('timeout')), ms)
    asked.then(resolve, reject).finally(() => clearTimeout(timer))
  })

async function call(data: CalledEvent, ms: number): Promise<CalledAnswer> {
  const asked = wxCloud().callFunction({ name: cloudName, config, data })
  const { result } = await withTimeout(ms, asked).catch(throwNoSignal)
  const answer = result as CalledAnswer | undefined
  // Another function of that name, or none of ours: nobody knows what became of the request.
  if (typeof answer?.status !== 'number') throw new NoSignal('no answer of ours')
  return answer
}

function read(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    return text
  }
}

/** Over wx.cloud.callFunction, to an event function: the request is said in JSON, PATCH as it is. */
export async function send({ path, method, headers, body }: Request): Promise<Response> {
  const answer = await call({ path, method, headers, ...(body === undefined ? {} : { body }) }, TIMEOUT_MS)
  // Bytes are a file's, and no row that is called has any.
  return { status: answer.status, headers: answer.headers, body: answer.base64 ? undefined : read(answer.body) }
}

export async function save({ path, headers }: Pick<Request, 'path' | 'headers'>, filePath: string): Promise<number> {
  const { status, body, base64 } = await call({ path, method: 'GET', headers }, FILE_TIMEOUT_MS)
  if (status === 200) Taro.getFileSystemManager().writeFileSync(filePath, body, base64 ? 'base64' : 'utf8')
  return status
}
