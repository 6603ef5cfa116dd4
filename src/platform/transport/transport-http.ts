import type { Request, Response } from '@core/contract/transport'
import Taro from '@tarojs/taro'
import { cloudAt } from '@/platform/app/env'
import { FILE_TIMEOUT_MS, lowerCaseHeaders, TIMEOUT_MS, throwNoSignal, toWxRequest } from './wx-http'

/** Over wx.request, to an address that the mini-program's console knows. */
export async function send(request: Request): Promise<Response> {
  const asked = { url: cloudAt + request.path, ...toWxRequest(request), data: request.body, timeout: TIMEOUT_MS }
  const { statusCode, data, header } = await Taro.request<unknown, string | undefined>(asked).catch(throwNoSignal)
  return { status: statusCode, headers: lowerCaseHeaders(header), body: data }
}

export async function save({ path, headers }: Pick<Request, 'path' | 'headers'>, filePath: string): Promise<number> {
  const asked = { url: cloudAt + path, filePath, header: headers, timeout: FILE_TIMEOUT_MS }
  return (await Taro.downloadFile(asked).catch(throwNoSignal)).statusCode
}
