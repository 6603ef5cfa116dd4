/** A browser has no such thing. */
export const isTimelinePreview: boolean = false
