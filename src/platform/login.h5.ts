/** A browser has no such word. */
export const wechatCode = async (): Promise<string | undefined> => undefined

/** One can log in by WeChat here. */
export const hasWechat = false
