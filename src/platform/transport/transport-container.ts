import type { Request, Response } from '@core/contract/transport'
import Taro from '@tarojs/taro'
import { cloudName } from '@/platform/app/env'
import { config, wxCloud } from './wx-cloud'
import { lowered, noAnswer, TIMEOUT_MS, worded } from './wx-http'

/** WeChat waits no longer for a container, whatever is asked for. */
const MOST_MS = 15_000

const call = (request: Request, more: { responseType?: 'arraybuffer'; timeout: number }) => {
  const { method, header } = worded(request)
  return wxCloud()
    .callContainer<unknown, string | undefined>({
      config,
      path: request.path,
      method: method as 'GET',
      header: { ...header, 'X-WX-SERVICE': cloudName },
      data: request.body,
      ...more,
    })
    .catch(noAnswer)
}

/** Over wx.cloud.callContainer, to a service of CloudBase that has no address of its own: HTTP in all else. */
export async function send(request: Request): Promise<Response> {
  const { statusCode, data, header } = await call(request, { timeout: TIMEOUT_MS })
  return { status: statusCode, headers: lowered(header), body: data }
}

export async function save(file: Pick<Request, 'path' | 'headers'>, filePath: string): Promise<number> {
  const { statusCode, data } = await call({ method: 'GET', ...file }, { responseType: 'arraybuffer', timeout: MOST_MS })
  if (statusCode === 200) Taro.getFileSystemManager().writeFileSync(filePath, data as ArrayBuffer)
  return statusCode
}
