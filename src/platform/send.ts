import { NoSignal, type Request, type Response } from '@core/contract/exchange'
import Taro from '@tarojs/taro'
import { cloudAt } from '@/env'

const TIMEOUT_MS = 10_000

/** One exchange over wx.request. It knows no PATCH, so the cloud is told the method in a header. */
export async function send(request: Request): Promise<Response> {
  const patch = request.method === 'PATCH'
  try {
    const { statusCode, data, header } = await Taro.request<unknown, string | undefined>({
      url: cloudAt + request.path,
      method: patch ? 'POST' : (request.method as 'GET'),
      header: { ...request.headers, ...(patch ? { 'x-http-method-override': 'PATCH' } : {}) },
      data: request.body,
      timeout: TIMEOUT_MS,
    })
    const headers = Object.fromEntries(
      Object.entries(header ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    return { status: statusCode, headers, body: data }
  } catch (fault) {
    throw new NoSignal((fault as { errMsg?: string }).errMsg ?? String(fault))
  }
}
