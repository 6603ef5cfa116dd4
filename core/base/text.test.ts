import * as v from 'valibot'
import { cleanLines, freeText, lettersOf, nameLine, oneLine, scannedText, token } from './text'

const read = (schema: v.GenericSchema<string, string>, text: string): string | undefined => {
  const result = v.safeParse(schema, text)
  return result.success ? result.output : undefined
}
const TEXTS = { freeText: freeText(60), oneLine: oneLine(60), nameLine: nameLine(60) }

describe.each(Object.entries(TEXTS))('%s', (_name, schema) => {
  test.each(['\u0000', '一\u0000二', '\ud800', '一\ud83c', '\udf00一', '\udc00\ud800'])('refuses %j', (text) => {
    expect(read(schema, text)).toBeUndefined()
  })
  test('accepts letters outside the Basic Multilingual Plane', () => {
    expect(read(schema, '𠮷野家')).toBe('𠮷野家')
  })
  test('counts at most 60 letters', () => {
    expect(read(schema, '一'.repeat(60))).toBe('一'.repeat(60))
    expect(read(schema, '一'.repeat(61))).toBeUndefined()
  })
})

test('free text keeps its lines and loses its control characters', () => {
  expect(read(TEXTS.freeText, ' 一\r\n二\u000b三\f四\u0085五\u2028六\u2029七\t八\u0007\u009f ')).toBe(
    '一\n二\n三\n四\n五\n六\n七 八',
  )
})
test('what XML may not contain is removed, so that a workbook with the text can be opened', () => {
  expect(read(TEXTS.freeText, '一\ufffe二\uffff')).toBe('一二')
  expect(read(TEXTS.oneLine, '\uffff')).toBeUndefined()
})
test('one line has spaces for line breaks, tabs and wide spaces', () => {
  expect(read(TEXTS.oneLine, '　一\r\n\r\n二\u000b三\t四　五 ')).toBe('一 二 三 四 五')
})
test('an emoji keeps its joiners and selectors', () => {
  expect(read(TEXTS.oneLine, '🏃‍♀️ 跑步')).toBe('🏃‍♀️ 跑步')
})
test.each([' ', '\n', '\u0007', '\u000b\t'])('%j is no text', (text) => {
  expect([read(TEXTS.freeText, text), read(TEXTS.oneLine, text), read(TEXTS.nameLine, text)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect([read(freeText(60, 0), text), read(oneLine(60, 0), text)]).toEqual(['', ''])
})

test.each(['\u200b', '\u2800', '\u3164 \ufe0f', '\u{e0041}\u202e', '\u00ad\n\u200b'])(
  '%j, which nobody sees, is no text',
  (text) => {
    expect([read(TEXTS.freeText, text), read(TEXTS.oneLine, text)]).toEqual([undefined, undefined])
    expect(read(TEXTS.oneLine, `一${text}`)).toBeDefined()
  },
)

describe('a letter', () => {
  test.each([
    ['一', 1],
    ['𠮷', 1],
    ['é', 1],
    ['e\u0301', 1],
    ['Nguye\u0302\u0303n', 6],
    ['阿卜杜热依木·阿卜杜拉', 11],
  ])('%s: %i', (text, count) => {
    expect(lettersOf(text)).toBe(count)
  })
  test('is counted after cleaning: spaces at the ends are none', () => {
    expect(read(oneLine(2), '  一二  ')).toBe('一二')
  })
  test('that is rare counts once, although it is two UTF-16 code units', () => {
    expect(read(oneLine(2), '𠮷𠮷')).toBe('𠮷𠮷')
    expect(read(oneLine(2), '𠮷𠮷𠮷')).toBeUndefined()
  })
})

describe('a name', () => {
  test('is composed, so that one name has one spelling', () => {
    expect(read(TEXTS.nameLine, 'Ame\u0301lie')).toBe('Amélie')
  })
  test('keeps its dots, hyphens and apostrophes', () => {
    for (const name of ['阿卜杜热依木·阿卜杜拉', 'Anne-Marie O’Neill', 'D. Müller'])
      expect(read(TEXTS.nameLine, name)).toBe(name)
  })
  test('keeps the joiners that its script needs', () => {
    const persian = 'علی\u200cرضا'
    const uyghur = 'تۇرسۇن\u200cئاي'
    const [nepali, sinhala, malayalam] = ['श\u094d\u200dय', 'ශ\u0dca\u200dරී', 'ന\u0d4d\u200cമ']
    for (const name of [persian, uyghur, nepali, sinhala, malayalam]) expect(read(TEXTS.nameLine, name)).toBe(name)
  })
  test.each([
    ['a joiner between letters that join by themselves', 'علی\u200dرضا'],
    ['a non-joiner after a letter that joins nothing', 'رضا\u200cعلی'],
    ['two non-joiners', 'علی\u200c\u200cرضا'],
    ['a non-joiner at the end', 'علی\u200c'],
    ['a non-joiner before a space', 'علی\u200c رضا'],
    ['a joiner after a consonant without a virama', 'श\u200dय'],
    ['a non-joiner between scripts', 'علی\u200c林'],
    ['a non-joiner between Latin letters', 'an\u200cna'],
  ])('refuses %s', (_what, name) => expect(read(TEXTS.nameLine, name)).toBeUndefined())
  // The second row has no format characters (Cf): fillers, selectors, joiners, and the blank Braille cell.
  test.each([
    ...['\u00ad', '\u200b', '\u200d', '\u200e', '\u202e', '\u2066', '\u{e0041}', '\u0600', '\ufff9'],
    ...['\u034f', '\u115f', '\u1160', '\u17b4', '\u180b', '\u3164', '\ufe0f', '\uffa0', '\u{e0100}', '\u2800'],
    ...['\ufffe', '\uffff'],
  ])('refuses %j, which cannot be seen', (letter) => {
    expect(read(TEXTS.nameLine, `林${letter}晓`)).toBeUndefined()
    expect(read(TEXTS.nameLine, letter)).toBeUndefined()
  })
})

test('a scanned text is whatever a camera reads, up to a length', () => {
  expect(read(scannedText(3), '\u0000\ud800 ')).toBe('\u0000\ud800 ')
  expect(read(scannedText(3), 'abcd')).toBeUndefined()
})
test('a token is visible ASCII', () => {
  expect(['gate-1', 'self.0-1', '!~'].every((text) => v.is(token(8), text))).toBe(true)
  expect(['', 'a b', 'a\n', '门', 'a\u0000', 'a'.repeat(9)].some((text) => v.is(token(8), text))).toBe(false)
})

test('cleaning twice is cleaning once', () => {
  const text = cleanLines(' 一\u000b\r\n二\u0000 ')
  expect(cleanLines(text)).toBe(text)
})
