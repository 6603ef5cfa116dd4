/**
 * The caller as authenticated by WeChat's runtime. `openid` is per `appid`; `unionid` is common to all apps of one
 * account.
 */
export type WxIdentity = { openid: string; appid: string; unionid?: string }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

/** Reads `getWXContext()`; undefined if no mini-program called: a timer, the console, an HTTP gateway. */
export function readIdentity(context: Record<string, unknown>): WxIdentity | undefined {
  const [openid, appid, unionid] = [text(context.OPENID), text(context.APPID), text(context.UNIONID)]
  return openid && appid ? { openid, appid, ...(unionid ? { unionid } : {}) } : undefined
}

/** Removes the headers by which WeChat's gateways identify the caller: on this path any client could have set them. */
export function stripWx(headers: Headers): void {
  for (const name of [...headers.keys()]) if (name.startsWith('x-wx-')) headers.delete(name)
}
