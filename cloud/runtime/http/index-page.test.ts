import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STRIKE_RULE } from '@core/booking/strike'
import { fillIndexPage } from './index-page'

const HTML = readFileSync(join(__dirname, '../../../src/index.html'), 'utf8')
const DISTRICT = { id: 'ty', title: '天园一刻', dataDir: '', strikes: STRIKE_RULE }

test('the only district has its title, and the names under which phones have stored things stay', () => {
  expect(fillIndexPage(HTML, { ...DISTRICT, title: '一刻' })).toBe(HTML)
  const page = fillIndexPage(HTML, DISTRICT)
  expect(page).toContain('<title>天园一刻</title>')
  expect(page).not.toContain('yike-district')
})

test('one of several has its id and the colour of its sign', () => {
  const page = fillIndexPage(HTML, { ...DISTRICT, host: 'ty.cn', sign: { light: '#1F63B0', dark: '#7FB2F0' } })
  expect(page).toContain('<meta name="yike-district" content="ty"><title>天园一刻</title>')
  expect(page).toContain("stroke='%231F63B0'")
  expect(page).not.toContain('C01F1B')
})

test('a title is text', () => {
  const page = fillIndexPage(HTML, { ...DISTRICT, title: `<b>$& "&'` })
  expect(page).toContain('<title>&lt;b&gt;$&amp; &quot;&amp;&#39;</title>')
})
