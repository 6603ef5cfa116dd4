import { readFileSync } from 'node:fs'
import { digitInput } from './keyboard'
import { digitInput as browserInput } from './keyboard.h5'

test('digits are typed on the number keyboard', () => {
  expect(digitInput('号码')).toMatchObject({ type: 'number', 'aria-label': '号码' })
})

test('a browser shows it too, and still takes the text of a hand-held scanner', () => {
  expect(browserInput('号码')).toEqual({ type: 'text', nativeProps: { 'aria-label': '号码', inputMode: 'numeric' } })
})

test('the code on a pass is typed on it', () => {
  expect(readFileSync('src/manager/pages/scan/index.tsx', 'utf8')).toContain("digitInput(t('scan.figures'))")
})
