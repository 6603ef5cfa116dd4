import { readFileSync } from 'node:fs'

const source = readFileSync('src/platform/location/map.tsx', 'utf8')

test('markers, the ring and borders go to WeChat’s map only when they change, and while their page is shown', () => {
  expect(source).toMatch(/const markers = useWhileShown\(useMemo\(\(\) => markersOf\(places\), \[places\]\)\)/)
  expect(source).toMatch(/const circles = useWhileShown\(useMemo\(/)
  expect(source).toMatch(/const polygons = useWhileShown\(useMemo\(/)
  expect(source).toMatch(/circles=\{circles\}\s+polygons=\{polygons\}\s+markers=\{markers\}/)
})
