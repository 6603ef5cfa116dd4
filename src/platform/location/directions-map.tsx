/** WeChat opens its own map for the way; the page needs none. */
export const WayMap = (_props: {
  label: string
  name: string
  spot: { lat: number; lng: number }
  colour: string
}): null => null
