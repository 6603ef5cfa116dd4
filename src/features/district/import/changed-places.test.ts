import type { ShownChange } from '@core/district/import/summary'
import { changedPlaces } from './changed-places'

const spot = { lat: 23.18, lng: 113.49 }
const change = (id: string, what: ShownChange['what'], more: Partial<ShownChange> = { spot }): ShownChange => ({
  ...{ id, what, name: id, fields: [], sheet: 'stations' },
  ...more,
})

test('every station of the list is on the map, in the colour and with the sign of what becomes of it', () => {
  const changes = [
    change('hp001', 'new'),
    change('hp002', 'back'),
    change('hp003', 'changed'),
    change('hp004', 'gone'),
    change('440112012', 'new', { sheet: 'streets' }),
    change('hp004-talk', 'gone', { sheet: 'offerings' }),
  ]
  expect(changedPlaces(changes).map(({ id, what, colour, sign }) => [id, what, colour, sign])).toEqual([
    ['hp001', 'new', 'good', '+'],
    ['hp002', 'new', 'good', '+'],
    ['hp003', 'changed', 'wait', '~'],
    ['hp004', 'gone', 'red-text', '−'],
  ])
})
