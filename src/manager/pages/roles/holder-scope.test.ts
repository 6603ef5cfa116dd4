import type { Station } from '@core/place/station'
import { firstScope } from './holder-scope'

const stations = [{ id: 'hp001' } as Station]

test.each([
  ['a station, where there is one', true, stations, 'station'],
  ['the district, where there are no stations', true, [], 'district'],
  ['nothing before the stations are known', true, undefined, undefined],
  ['a station, for somebody of a station', false, undefined, 'station'],
  ['a station, for somebody of one that is gone', false, [], 'station'],
])('the page of role holders opens on %s', (_what, whole, known, scope) => expect(firstScope(whole, known)).toBe(scope))
