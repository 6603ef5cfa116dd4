/** WeChat's runtime brings it; all that we ask of it. */
declare module 'wx-server-sdk' {
  /** OPENID, APPID, UNIONID and more; empty where no mini-program called. */
  export function getWXContext(): Record<string, unknown>
}
