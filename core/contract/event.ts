import * as v from 'valibot'

/**
 * What `wx.cloud.callFunction` carries to the event function: one request of the contract, said in JSON. `path` has its
 * query; `body` is its text. Whatever else is in there, the platform's `userInfo` say, is not read.
 */
export const CalledEvent = v.object({
  path: v.pipe(v.string(), v.maxLength(4096), v.regex(/^\/(?!\/)[\x21-\x7e]*$/)),
  method: v.picklist(['GET', 'POST', 'PATCH', 'DELETE']),
  headers: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^[\w-]+$/)), v.pipe(v.string(), v.regex(/^[\x20-\x7e]*$/))),
    {},
  ),
  body: v.optional(v.string()),
})
export type CalledEvent = v.InferInput<typeof CalledEvent>

/** What it is answered. `base64`: the body is no text, a spreadsheet say, and is written so. */
export type CalledAnswer = { status: number; headers: Record<string, string>; body: string; base64?: true }
