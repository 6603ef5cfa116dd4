import type { Request, Response } from '@core/contract/transport'
import Taro from '@tarojs/taro'
import { cloudAt } from '@/platform/app/env'
import { FILE_TIMEOUT_MS, lowered, noAnswer, TIMEOUT_MS, worded } from './wx-http'

/** Over wx.request, to an address that the mini-program's console knows. */
export async function send(request: Request): Promise<Response> {
  const asked = { url: cloudAt + request.path, ...worded(request), data: request.body, timeout: TIMEOUT_MS }
  const { statusCode, data, header } = await Taro.request<unknown, string | undefined>(asked).catch(noAnswer)
  return { status: statusCode, headers: lowered(header), body: data }
}

export async function save({ path, headers }: Pick<Request, 'path' | 'headers'>, filePath: string): Promise<number> {
  const asked = { url: cloudAt + path, filePath, header: headers, timeout: FILE_TIMEOUT_MS }
  return (await Taro.downloadFile(asked).catch(noAnswer)).statusCode
}
