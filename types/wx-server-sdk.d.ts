/** Types of WeChat's server SDK, limited to what we use; WeChat's runtime provides the module. */
declare module 'wx-server-sdk' {
  /** Caller context: OPENID, APPID, UNIONID and more; empty when not called by a mini-program. */
  export function getWXContext(): Record<string, unknown>
}
