import * as v from 'valibot'

/**
 * Event of `wx.cloud.callFunction`: one HTTP request of the contract as JSON. `path` includes the query; `body` is the raw
 * text. Other fields, such as the platform's `userInfo`, are ignored.
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

/** Answer to such an event. `base64`: the body is binary, for instance a spreadsheet, and encoded in base64. */
export type CalledAnswer = { status: number; headers: Record<string, string>; body: string; base64?: true }
