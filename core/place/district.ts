import * as v from 'valibot'

/** The app's own name: title of a district that has set no other. */
export const APP_NAME = '一刻'

const Colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))

/** How a district presents itself, part of its pack. What is absent is the app's own. */
export const DistrictLook = v.object({
  title: v.optional(v.pipe(v.string(), v.maxLength(32))),
  /** Colours of the sign on a light and on a dark page. */
  sign: v.optional(v.object({ light: Colour, dark: Colour })),
})
export type DistrictLook = v.InferOutput<typeof DistrictLook>
