/** Who calls, as WeChat's own runtime says. */
export type WxIdentity = { openid: string; appid: string; unionid?: string }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

/** From `getWXContext()`; undefined where nobody's mini-program called: a timer, the console, an HTTP gateway. */
export function readIdentity(context: Record<string, unknown>): WxIdentity | undefined {
  const [openid, appid, unionid] = [text(context.OPENID), text(context.APPID), text(context.UNIONID)]
  return openid && appid ? { openid, appid, ...(unionid ? { unionid } : {}) } : undefined
}

/** By these names WeChat's gateways say who calls. Here anybody could have written them. */
export function stripWx(headers: Headers): void {
  for (const name of [...headers.keys()]) if (name.startsWith('x-wx-')) headers.delete(name)
}
