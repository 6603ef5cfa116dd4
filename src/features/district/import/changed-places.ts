import type { ShownChange } from '@core/district/import/summary'

/** What becomes of a station on the map; one that comes back is new there. */
export const MAP_CHANGES = ['new', 'changed', 'gone'] as const
export type MapChange = (typeof MAP_CHANGES)[number]
/** Colour and sign of each: nothing is told by a colour alone. */
export const CHANGE_LOOKS: Record<MapChange, { colour: string; sign: string }> = {
  new: { colour: 'good', sign: '+' },
  changed: { colour: 'wait', sign: '~' },
  gone: { colour: 'red-text', sign: '−' },
}

const onMap = ({ what }: ShownChange): MapChange => (what === 'back' ? 'new' : what)

/** The stations of a difference as places of a map, one for each that the list has. */
export function changedPlaces(changes: readonly ShownChange[]) {
  return changes.flatMap((change) => {
    const { id, name, spot } = change
    const what = onMap(change)
    return spot ? { id, name, spot, what, change, ...CHANGE_LOOKS[what] } : []
  })
}
