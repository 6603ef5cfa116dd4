import type { startStandIn } from '../../stand-in/stand-in'

type Control = Awaited<ReturnType<typeof startStandIn>>

/** User agent of WeChat's browser on Android. */
export const WECHAT =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.54'

/** Client of the stand-in that runs with the cloud; its address is that of the cloud's OAuth URL. */
export function standInOf(cloud = '') {
  return async <N extends 'readAs' | 'loginCode' | 'officialCode' | 'answerNext'>(
    name: N,
    ...args: Parameters<Control[N]>
  ): Promise<ReturnType<Control[N]>> => {
    const { official } = await (await fetch(`${cloud}/api/login`)).json()
    const response = await fetch(`${new URL(official.authorize).origin}/stand-in/${name}`, {
      method: 'POST',
      headers: { 'x-stand-in': '1' },
      body: JSON.stringify(args),
    })
    return response.json()
  }
}
