import fc from 'fast-check'
import { MAX_SCENE_LENGTH, readScene, type SceneTarget, sceneOf, targetPage, targetPath } from './scene'

const letters = (all: string, from: number, to: number) =>
  fc.array(fc.constantFrom(...all), { minLength: from, maxLength: to }).map((some) => some.join(''))
const AZ = 'abcdefghijklmnopqrstuvwxyz'
const station = fc.tuple(letters(AZ, 2, 2), letters('0123456789', 3, 6)).map(([place, number]) => `${place}${number}`)
/** Session ids as the offering form generates them: ten characters and the start. */
const session = fc
  .tuple(station, letters(`${AZ}0123456789`, 2, 10), letters('0123456789', 10, 10))
  .map(([place, name, when]) => `${place}.${name}-${when}`)
const TEXTS: Record<SceneTarget, fc.Arbitrary<string>> = {
  station,
  session,
  role: letters(`${AZ}${AZ.toUpperCase()}0123456789-_`, 1, 30),
  guardian: letters('0123456789abcdefghjkmnpqrstvwxyz', 10, 10),
}
const TARGETS = Object.keys(TEXTS) as SceneTarget[]

describe.each(TARGETS)('the scene of a %s', (about) => {
  test('is valid for WeChat, and only the page it opens can read it', () => {
    fc.assert(
      fc.property(TEXTS[about], (text) => {
        const scene = sceneOf(about, text) ?? ''
        expect(scene).toMatch(/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/)
        for (const one of TARGETS) {
          const read = readScene(one, encodeURIComponent(scene))
          expect(read).toBe(one === about ? text : undefined)
        }
        // As a browser passes it.
        expect(readScene(about, scene)).toBe(text)
      }),
    )
  })
  test('ignores any other text without an error', () => {
    const other = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '%', '%E0%A4%A', '=', 's=', 'e='),
    )
    fc.assert(
      fc.property(other, (text) => {
        expect(readScene(about, text)).toBeUndefined()
      }),
      { examples: [['s=hp001&id=hp002'], ['x=hp001'], ['s%253Dhp001'], ['S=hp001']] },
    )
  })
})

test.each([
  ['station', 'hp001', 's=hp001', '/pages/station/index?id=hp001'],
  ['session', 'hp001.talk-2611251400', 'e=hp001.talk-2611251400', '/pages/session/index?id=hp001.talk-2611251400'],
  ['role', 'aZ_-09', 'r=aZ_-09', '/resident/pages/my-roles/index?code=aZ_-09'],
  ['guardian', '0123456789', 'g=0123456789', '/resident/pages/household/index?code=0123456789'],
] as const)('%s %s has the scene %s', (about, text, scene, path) => {
  expect(sceneOf(about, text)).toBe(scene)
  expect(targetPath(about, text)).toBe(path)
  // WeChat expects no leading slash and no query.
  expect(`/${targetPage(about)}`).toBe(path.slice(0, path.indexOf('?')))
})

test('the longest generated session id just fits; longer or invalid values have no scene', () => {
  const longest = `hp000001.${'a'.repeat(10)}-2611251400`
  expect(sceneOf('session', longest)).toHaveLength(MAX_SCENE_LENGTH)
  expect(sceneOf('session', `hp000001.${'a'.repeat(11)}-2611251400`)).toBeUndefined()
  for (const [about, text] of [
    ['station', 'hp1'],
    ['session', 'hp001'],
    ['role', 'x'.repeat(31)],
    ['role', '张三'],
    ['guardian', 'ABCDEFGHJK'],
    ['guardian', '0123 45678'],
  ] as const)
    expect(sceneOf(about, text)).toBeUndefined()
})
