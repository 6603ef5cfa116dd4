/** Not available: a browser has no standard map app; the page shows a map instead. */
export const openDirections = undefined
