/** A browser has no timeline preview. */
export const isTimelinePreview: boolean = false
