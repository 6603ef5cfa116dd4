import { REFUSALS, type Refusal, type RefusalCode } from '../base/refusal'
import { ERROR_CODES } from '../contract/error'
import { sayError } from '../contract/error-text'
import { NOTICE_KINDS, type Notice } from '../notify/notice'
import { sayNotice } from '../notify/notice-text'
import { sayAnyRefusal } from './cloud/say-any-refusal'
import en from './en.json'
import { fill } from './fill'
import { type CoreWord, LANGUAGES, say, sayRefusal } from './say'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

const names = '林晓梅'
const at = '2026-11-23T06:00:00.000Z'
/** A sample of each refusal. The type requires every code, and a test below that each matches its key. */
const samples: Record<RefusalCode, Refusal> = {
  full: { refusal: 'full', left: 1 },
  'called-off': { refusal: 'called-off' },
  started: { refusal: 'started' },
  'not-open-yet': { refusal: 'not-open-yet', opensAt: at },
  'too-many': { refusal: 'too-many', most: 4 },
  'already-booked': { refusal: 'already-booked', names },
  overlap: { refusal: 'overlap', names },
  'too-young': { refusal: 'too-young', names, fromAge: 3 },
  'too-old': { refusal: 'too-old', names, toAge: 8 },
  'age-unknown': { refusal: 'age-unknown', names },
  'household-needed': { refusal: 'household-needed' },
  paused: { refusal: 'paused', until: at },
  'draw-on': { refusal: 'draw-on' },
  'only-members': { refusal: 'only-members', names },
  'only-veterans': { refusal: 'only-veterans', names },
  'only-workers': { refusal: 'only-workers', names },
  'only-enterprises': { refusal: 'only-enterprises', names },
  'too-late-to-cancel': { refusal: 'too-late-to-cancel', phone: '020-82000001' },
  cancelled: { refusal: 'cancelled' },
  'came-already': { refusal: 'came-already' },
  'not-offered': { refusal: 'not-offered' },
  'offer-over': { refusal: 'offer-over' },
  'moved-again': { refusal: 'moved-again', startsAt: at },
  'seats-taken': { refusal: 'seats-taken', over: 3 },
  'changed-meanwhile': { refusal: 'changed-meanwhile' },
  'closures-full': { refusal: 'closures-full', most: 30 },
  'import-mistakes': { refusal: 'import-mistakes', count: 3 },
  'district-changed': { refusal: 'district-changed' },
  'gone-booked': { refusal: 'gone-booked', bookings: 5 },
  'bad-template': { refusal: 'bad-template', where: 'templates.0.at' },
  'too-many-sessions': { refusal: 'too-many-sessions', most: 3000, days: 60 },
  'station-changed': { refusal: 'station-changed' },
  'position-vague': { refusal: 'position-vague', metres: 80, within: 30 },
  'request-answered': { refusal: 'request-answered' },
  'photo-unreadable': { refusal: 'photo-unreadable' },
  'photo-too-large': { refusal: 'photo-too-large', pixels: 1280 },
  'photos-full': { refusal: 'photos-full', most: 4 },
  'photos-off': { refusal: 'photos-off' },
  'appealed-already': { refusal: 'appealed-already' },
  'code-not-made': { refusal: 'code-not-made', errcode: '41030' },
  'words-risky': { refusal: 'words-risky' },
  'consent-needed': { refusal: 'consent-needed' },
  'household-full': { refusal: 'household-full', most: 10 },
  'wards-full': { refusal: 'wards-full', most: 500 },
  'still-booked': { refusal: 'still-booked', names },
  'bad-invitation': { refusal: 'bad-invitation' },
  'in-household-already': { refusal: 'in-household-already', names },
  'desk-wrong': { refusal: 'desk-wrong' },
  'desk-over': { refusal: 'desk-over' },
  'desk-used': { refusal: 'desk-used' },
  'desk-from-desk': { refusal: 'desk-from-desk' },
  'passkey-nowhere': { refusal: 'passkey-nowhere' },
  'passkey-over': { refusal: 'passkey-over' },
  'passkey-failed': { refusal: 'passkey-failed' },
  'passkey-unknown': { refusal: 'passkey-unknown' },
  'passkey-stopped': { refusal: 'passkey-stopped' },
  'passkey-known': { refusal: 'passkey-known' },
  'passkeys-full': { refusal: 'passkeys-full', most: 10 },
  'recovery-wrong': { refusal: 'recovery-wrong' },
  'login-not-fresh': { refusal: 'login-not-fresh', minutes: 10 },
  'invitation-forged': { refusal: 'invitation-forged' },
  'invitation-expired': { refusal: 'invitation-expired' },
  'invitation-used': { refusal: 'invitation-used' },
  'invitation-withdrawn': { refusal: 'invitation-withdrawn' },
  'has-role-already': { refusal: 'has-role-already' },
  'name-needed': { refusal: 'name-needed' },
  'invitations-full': { refusal: 'invitations-full', most: 20 },
  'last-district': { refusal: 'last-district' },
  'standing-held': { refusal: 'standing-held' },
  'standing-asked': { refusal: 'standing-asked' },
  'phones-off': { refusal: 'phones-off' },
  'inside-now': { refusal: 'inside-now', title: '讲座', until: at },
  'wards-left': { refusal: 'wards-left', count: 3 },
  forged: { refusal: 'forged' },
  'unknown-pass': { refusal: 'unknown-pass' },
  'no-place': { refusal: 'no-place' },
  'other-session': { refusal: 'other-session', title: '讲座', startsAt: at },
  'other-day': { refusal: 'other-day', title: '讲座', startsAt: at },
  'other-station': { refusal: 'other-station' },
  stale: { refusal: 'stale' },
  replaced: { refusal: 'replaced' },
  'not-on-roster': { refusal: 'not-on-roster' },
  'scan-number-used': { refusal: 'scan-number-used' },
  'not-self': { refusal: 'not-self' },
  'wall-off': { refusal: 'wall-off' },
  'not-now': { refusal: 'not-now', startsAt: at, opensAt: at },
  'not-booked-here': { refusal: 'not-booked-here', left: 3 },
  'place-needed': { refusal: 'place-needed' },
  'too-far': { refusal: 'too-far', metres: 210, within: 200 },
}

/** A notice with every optional field. */
const notice: Omit<Notice, 'kind'> = {
  id: 1,
  at,
  read: false,
  title: '讲座',
  stationName: '综合体',
  startsAt: at,
  endsAt: '2026-11-23T07:00:00.000Z',
  until: '2026-11-22T06:00:00.000Z',
  was: '2026-11-21T06:00:00.000Z',
  reason: '台风',
}

test.each(REFUSALS)('there is a sample of %s', (code) => expect(samples[code].refusal).toBe(code))

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(REFUSALS)('the refusal %s has a text without open placeholders', (code) => {
    const text = sayAnyRefusal(language, samples[code])
    expect(text).toEqual(expect.stringMatching(/\S/))
    expect(text).not.toMatch(/[{}]|undefined|NaN|\d{4}-\d\d-\d\dT/)
  })
  test.each(NOTICE_KINDS)('the notice %s has a text without open placeholders', (kind) => {
    const text = sayNotice(language, { ...notice, kind })
    expect(text).toEqual(expect.stringMatching(/\S/))
    expect(text).not.toMatch(/[{}]|undefined|NaN|\d{4}-\d\d-\d\dT/)
  })
  test.each(['full', 'not-booked-here'] as const)('%s has another text when nothing is left', (refusal) => {
    expect(sayRefusal(language, { refusal, left: 0 })).not.toMatch(/[{}0]/)
    expect(sayRefusal(language, { refusal, left: 1 })).toContain('1')
  })
  test('a limit of 0 is not told as a number', () => {
    expect(sayRefusal(language, { refusal: 'too-many', most: 0 })).not.toMatch(/[{}0]/)
    expect(sayRefusal(language, { refusal: 'too-many', most: 1 })).toContain('1')
  })
  test('a self check-in after one was taken back has another text than where there is none', () => {
    const text = sayRefusal(language, { refusal: 'wall-off', takenBack: true })
    expect([text, text === sayRefusal(language, { refusal: 'wall-off' })]).toEqual([expect.stringMatching(/\S/), false])
  })
  test.each(['forged', 'stale', 'no-place'] as const)('%s has another text at self check-in', (refusal) => {
    const text = sayRefusal(language, { refusal, wall: true })
    expect(text).not.toMatch(/[{}]/)
    expect(text).not.toBe(sayRefusal(language, { refusal }))
  })
  test.each(ERROR_CODES)('the error %s has a text', (code) => {
    expect(sayError(language, code, { where: 'name' })).not.toMatch(/[{}]|^$/)
  })
})

test('what a newer cloud says is told in its words, or in general ones, and never breaks a page', () => {
  const message = '这个房间正在打扫。'
  expect(sayRefusal('zh-hans', { refusal: 'being-cleaned', message } as unknown as Refusal)).toBe(message)
  expect(sayNotice('en', { ...notice, kind: 'cleaned' as Notice['kind'] })).toMatch(/^News about 讲座/)
})

test('all languages have the same keys with the same placeholders', () => {
  const placeholdersOf = (table: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(table).map(([word, text]) => [word, [...text.matchAll(/\{\w+\}/g)].map(String).sort()]),
    )
  expect(placeholdersOf(hant)).toEqual(placeholdersOf(hans))
  expect(placeholdersOf(en)).toEqual(placeholdersOf(hans))
})

test('moments are formatted in local time in China', () => {
  const why = { refusal: 'not-open-yet', opensAt: '2026-11-30T16:00:00.000Z' } as const
  expect(sayRefusal('zh-hans', why)).toContain('12月1日 00:00')
  expect(sayRefusal('zh-hant', why)).toContain('12月1日 00:00')
  expect(sayRefusal('en', why)).toContain('1 Dec 00:00')
})

test('an offer states its session and its deadline', () => {
  expect(sayNotice('zh-hans', { ...notice, kind: 'offered' })).toBe(
    '有名额了：讲座，11月23日 14:00。请在 11月22日 14:00 前点“接受”。',
  )
})

test.each(['promoted', 'drawn'] as const)('%s states until when one may leave freely, if that is known', (kind) => {
  const { until: _, ...unknown } = notice
  for (const language of LANGUAGES) {
    const [known, without] = [sayNotice(language, { ...notice, kind }), sayNotice(language, { ...unknown, kind })]
    expect(known).toContain(language === 'en' ? '22 Nov 14:00' : '11月22日 14:00')
    expect(known.startsWith(without)).toBe(true)
    expect(without).not.toMatch(/[{}]/)
  }
  expect(sayNotice('zh-hans', { ...notice, kind })).toMatch(
    /名额已为您留好。11月22日 14:00 前来不了可以取消，不计入未到记录。$/,
  )
})

test('a placeholder without a value stays visible, and filled values are not filled again', () => {
  expect(fill('{a} {b}', { a: 1 })).toBe('1 {b}')
  expect(fill('{a}', { a: '{b}', b: 'x' })).toBe('{b}')
  expect(fill('{a}', { a: '$& $1' })).toBe('$& $1')
  expect(say('zh-hans', 'in' as CoreWord, { name: '张*', seats: 1 })).toContain('张*')
})
