/** Stored state of a phone on which a street has been chosen. */
export const PLACE_KEY = 'yike.place'
export const PLACE = JSON.stringify({
  state: { place: { from: 'street', spot: { lat: 23.179, lng: 113.5 }, street: '440112012' } },
  version: 0,
})
