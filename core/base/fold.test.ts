import fc from 'fast-check'
import { fold, matcherOf } from './fold'

/** The same, written in other ways. */
test.each([
  [
    '阿卜杜热依木·阿卜杜拉',
    [
      '阿卜杜热依木•阿卜杜拉',
      '阿卜杜热依木・阿卜杜拉',
      '阿卜杜热依木･阿卜杜拉',
      '阿卜杜热依木 阿卜杜拉',
      '阿卜杜热依木．阿卜杜拉',
      '阿卜杜热依木‧阿卜杜拉',
      '阿卜杜热依木∙阿卜杜拉',
      '阿卜杜热依木⋅阿卜杜拉',
      '阿卜杜热依木。阿卜杜拉',
      '阿卜杜热依木●阿卜杜拉',
    ],
  ],
  [
    'Anne-Marie',
    [
      'ＡＮＮＥ－ＭＡＲＩＥ',
      'anne‑marie',
      'Anne–Marie',
      'anne—marie',
      'Anne−Marie',
      'Anne Marie',
      'annemarie',
      'Anne\u200bMarie',
      'Anne　Marie',
    ],
  ],
  // Apostrophes of a typewriter, of a keyboard on a phone, and of full width.
  ['O’Neill', ["O'Neill", 'O‘Neill', 'O＇Neill', 'OʼNeill', 'O′Neill', 'ONeill', 'o`neill']],
  ['买买提·艾力', ['买买提⦁艾力', '买买提⸳艾力', '买买提⁃艾力', '买买提─艾力', '买买提﹒艾力', '买买提․艾力']],
  ['⽊⼯坊', ['木工坊']],
  ['Amélie', ['AME\u0301LIE', 'ａｍé\u0020lie']],
  ['15号站', ['１５号站', '15 号站', '⑮号站']],
  ['0k3md7q2xt', ['0K3MD 7Q2XT', '０ｋ３ｍｄ－７ｑ２ｘｔ', '0k3md·7q2xt', ' 0k3md\u00a07q2xt\ufeff', '0K3MD_7Q2XT']],
  ['12345678', ['１２３４　５６７８', '1234-5678', '1234—5678', '1234・5678', '1234.5678']],
])('%s', (text, others) => {
  expect(others.map(fold)).toEqual(others.map(() => fold(text)))
})

test.each([
  ['张三', '张四'],
  ['12345678', '1234567'],
  ['é', 'e'],
  ['一', '—'],
])('%s is not %s', (one, other) => {
  expect(fold(one)).not.toBe(fold(other))
})

test('folding twice is folding once', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
})

describe('a search', () => {
  const names = ['阿卜杜热依木·阿卜杜拉', '李娜', 'Anne-Marie']
  test.each([
    ['依木阿', ['阿卜杜热依木·阿卜杜拉']],
    ['木•阿', ['阿卜杜热依木·阿卜杜拉']],
    ['ｅＭ', ['Anne-Marie']],
    ['', names],
    [' · ', names],
    ['王', []],
  ])('for %j finds %j', (part, found) => {
    expect(names.filter(matcherOf(part))).toEqual(found)
  })
})
