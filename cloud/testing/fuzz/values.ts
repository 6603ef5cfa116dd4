/** Texts as people write them. */
export const WRITTEN = [
  '林晓梅',
  '阿卜杜热依木·阿卜杜拉',
  'Anne-Marie O’Neill',
  '停电，改天再来。',
  '来坐坐。\n请带水杯。',
  '🏃‍♀️ 跑步',
  '𠮷野',
  'x',
]

/** Valid values of the fields that no answer carries. */
export const KNOWN = [
  ...['hp001', 'hp099', 'hp077', 'hp404', 'hp001,hp099', '440112012', '440112001', '440112999'],
  ...['2026-11-23', '2026-11-24', '2028-02-29', '2000-01-02', '2199-12-31'],
  ...['2026-11-23T02:00:00.000Z', '2026-11-23T14:05:00+08:00', '1970-01-01T00:00:00Z', '2199-12-31T23:59:59.999Z'],
  ...['2012-11', '1950-01', '1900-01', '2026-11', '14:00', '00:00', '23:59'],
  ...['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TU', 'FREQ=MONTHLY;BYDAY=3MO', 'FREQ=DAILY;UNTIL=20261130'],
  ...['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;UNTIL=00000101', 'FREQ=WEEKLY;INTERVAL=99', 'COUNT=1'],
  ...['23.18', '113.495', '3', '54', '73', '136', '1', '40', '100', '500', '999999999999999'],
  ...['hp001-talk', 'hp001-small', 'hp001-new', 'hp099-lunch', 'hp001.talk-2611231400', 'hp001.small-2611241600'],
  ...['gate-1', 'gate-2', 'self.00000000-0000-4000-8000-000000000001', '0123456789', '0123456789abcdef'],
  ...['00000000-0000-4000-8000-000000000404', '00000000-0000-4000-8000-000000000001', '1795413600000~hp001.talk'],
  ...['z'.repeat(30), 'z'.repeat(16), `p.${'z'.repeat(16)}`, `${'z'.repeat(43)}.ics`, 'hp001.zzzzzzzzzzzzzzzz'],
]

/** Texts that no field should be hurt by. */
export const HOSTILE_TEXTS = [
  ...['', ' ', '\u0000', '林\u0000', '\ud800', '\udc00林', '\u000b', '\u0007\u009f', '\r\n', '\u2028', '\ufffe'],
  ...['\u202e', '\u200b', '\u2800', '\u3164', '\ufeff', '\u{e0041}', 'e\u0301'.repeat(80), '👨‍👩‍👧‍👦'.repeat(20)],
  ...['__proto__', 'constructor', '../..', '%00', "' or 1=1 --", '{{7*7}}', '=cmd()', 'null', 'NaN', '-0', '1e3'],
  ...['YK2:', 'YK2:BB8', 'YW1:GGW', 'g=0123456789', '１２３４５６７８', '12 34-56·78'],
  ...['2026-11-23T14:00:00+08', '2026-11-23 14:00', '0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-12:00'],
  ...['0000-00-00', '9999-12-31', '0001-01', '9999-12', '24:00', '99:99', 'FREQ=SECONDLY', 'FREQ=DAILY;UNTIL=99991231'],
  ...['一'.repeat(41), '一'.repeat(5_000), '9'.repeat(400), 'A'.repeat(70_000)],
]
export const HOSTILE_NUMBERS = [-1, -0, 0, 0.5, 1, 1e-7, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63, 1e308, -1e308]
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { length: 1 },
  { toString: 1 },
  [[[[[[[]]]]]]],
]
/** Names of fields that no request has. */
export const HOSTILE_NAMES = ['__proto__', 'constructor', 'admin', 'id', '\u0000', '']
/** Bodies that are no JSON object. */
export const HOSTILE_BODIES = ['', '{', 'null', '[]', '0', '"x"', '{"a":', '{}{}', '\ud800', '['.repeat(2_000)]
