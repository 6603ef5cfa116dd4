import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import theme from '@/theme.json'

const tokens = readFileSync(join(__dirname, '../styles/tokens.scss'), 'utf8')
/** Value of a design token in a theme. */
const token = (mode: string, name: string): string | undefined =>
  new RegExp(`@mixin ${mode} \\{[^}]*--${name}: (#\\w+);`).exec(tokens)?.[1]

test.each(['light', 'dark'] as const)('the platform’s parts of a page have the colours of the %s theme', (mode) => {
  const { paper, card, soft, red } = theme[mode]
  expect({ paper, card, soft, red }).toEqual({
    paper: token(mode, 'paper'),
    card: token(mode, 'card'),
    soft: token(mode, 'soft'),
    red: token(mode, 'red-text'),
  })
})
