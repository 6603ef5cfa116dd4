/** A call WeChat answers with `fail`: the message follows `name:fail `. */
export class WxFailure extends Error {
  constructor(
    reason: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(reason)
  }
}
