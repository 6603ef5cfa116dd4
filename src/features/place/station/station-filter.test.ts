import type { Station } from '@core/place/station'
import { fits } from './station-filter'

const station = {
  name: '萝岗·15号站（东区）',
  theme: 'Café 读书角',
  address: '香雪三路 2-1',
  kind: 'elders',
} as Station

test.each(['萝岗•１５号', '15 号站', '(东区)', 'ＣＡＦÉ', 'CAFE\u0301', '路2－1', '路 2—1', '', ' '])(
  'a station is found by %j',
  (name) => {
    expect(fits({ name })(station)).toBe(true)
  },
)
test.each([{ name: '16号' }, { name: '', kind: 'mothers' as const }])('and not by %j', (filter) => {
  expect(fits(filter)(station)).toBe(false)
})
