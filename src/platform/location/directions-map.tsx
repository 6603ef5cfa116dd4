/** Nothing: WeChat opens its own map for directions. */
export const DirectionsMap = (_props: {
  label: string
  name: string
  spot: { lat: number; lng: number }
  colour: string
}): null => null
