import * as v from 'valibot'

/** What a person may be known to be, beyond their age. */
export const Standing = v.picklist(['member', 'veteran', 'worker', 'enterprise'])
export type Standing = v.InferOutput<typeof Standing>
