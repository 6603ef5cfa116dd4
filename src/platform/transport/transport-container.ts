import type { Request, Response } from '@core/contract/transport'
import Taro from '@tarojs/taro'
import { cloudName } from '@/platform/app/env'
import { districtHeader } from './district-header'
import { config, wxCloud } from './wx-cloud'
import { lowerCaseHeaders, TIMEOUT_MS, throwNoSignal, toWxRequest } from './wx-http'

/** WeChat's own upper limit for callContainer. */
const MAX_TIMEOUT_MS = 15_000

const call = (request: Request, more: { responseType?: 'arraybuffer'; timeout: number }) => {
  const { method, header } = toWxRequest(request)
  return wxCloud()
    .callContainer<unknown, string | undefined>({
      config,
      path: request.path,
      method: method as 'GET',
      header: { ...header, ...districtHeader, 'X-WX-SERVICE': cloudName },
      data: request.body,
      ...more,
    })
    .catch(throwNoSignal)
}

/** Transport over wx.cloud.callContainer, to a CloudBase service without a public URL; otherwise plain HTTP. */
export async function send(request: Request): Promise<Response> {
  const { statusCode, data, header } = await call(request, { timeout: TIMEOUT_MS })
  return { status: statusCode, headers: lowerCaseHeaders(header), body: data }
}

export async function save(file: Pick<Request, 'path' | 'headers'>, filePath: string): Promise<number> {
  const { statusCode, data } = await call(
    { method: 'GET', ...file },
    { responseType: 'arraybuffer', timeout: MAX_TIMEOUT_MS },
  )
  if (statusCode === 200) Taro.getFileSystemManager().writeFileSync(filePath, data as ArrayBuffer)
  return statusCode
}
