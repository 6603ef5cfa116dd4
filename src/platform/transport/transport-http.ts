import type { Request, Response } from '@core/contract/transport'
import Taro from '@tarojs/taro'
import { cloudAt } from '@/platform/app/env'
import { FILE_TIMEOUT_MS, lowerCaseHeaders, TIMEOUT_MS, throwNoSignal, toWxRequest } from './wx-http'

/** Transport over wx.request, to a domain registered in the mini-program's console. */
export async function send(request: Request): Promise<Response> {
  const options = { url: cloudAt + request.path, ...toWxRequest(request), data: request.body, timeout: TIMEOUT_MS }
  const { statusCode, data, header } = await Taro.request<unknown, string | undefined>(options).catch(throwNoSignal)
  return { status: statusCode, headers: lowerCaseHeaders(header), body: data }
}

export async function save({ path, headers }: Pick<Request, 'path' | 'headers'>, filePath: string): Promise<number> {
  const options = { url: cloudAt + path, filePath, header: headers, timeout: FILE_TIMEOUT_MS }
  return (await Taro.downloadFile(options).catch(throwNoSignal)).statusCode
}
