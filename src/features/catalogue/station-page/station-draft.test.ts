import type { Station } from '@core/place/station'
import { draftOf, readDraft } from './station-draft'

const station: Station = {
  id: 'hp001',
  name: '综合体',
  kind: 'complex',
  tier: 'micro',
  street: '440112012',
  address: '香雪三路',
  lat: 23.18,
  lng: 113.495,
  theme: '主题',
  feature: '特色',
  rules: ['请慢走', '请小声'],
  hours: { week: [...(Array(5).fill('09:00-12:00,14:00-17:30') as string[]), '', ''], holiday: 'closed' },
  facilities: ['water'],
  phone: '020-00000001（演示）',
}
const draft = draftOf(station)

test('a draft that nobody touched changes nothing, even where a text would not be taken today', () => {
  expect(readDraft(draft, station)).toEqual({ change: {} })
})
test('what was typed is cleaned, and only what differs is sent', () => {
  const week = ['9点到17点', ...draft.week.slice(1)]
  const typed = { ...draft, theme: ' 新主题 ', rules: '请慢走\n\n 请让座 \n', week }
  expect(readDraft(typed, station)).toEqual({
    change: {
      theme: '新主题',
      rules: ['请慢走', '请让座'],
      hours: { week: ['09:00-17:00', ...station.hours.week.slice(1)], holiday: 'closed' },
    },
  })
})
test.each([
  [{ theme: '' }, { word: 'station-page.bad-theme' }],
  [{ feature: '色'.repeat(81) }, { word: 'station-page.bad-feature' }],
  [{ rules: Array(9).fill('请小声').join('\n') }, { word: 'station-page.bad-rules' }],
  [{ phone: '打给我' }, { word: 'station-page.bad-phone' }],
  [{ week: [...draft.week.slice(0, 6), '上午'] }, { word: 'station-page.bad-hours', day: 7 }],
])('%j cannot be saved', (typed, fault) => {
  expect(readDraft({ ...draft, ...typed }, station)).toEqual({ fault })
})
