/** A browser has no map app of one name to open; the map of the page stands in. */
export const openDirections = undefined
