/** WeChat opens its own map for the way; the page needs none. */
export const DirectionsMap = (_props: {
  label: string
  name: string
  spot: { lat: number; lng: number }
  colour: string
}): null => null
