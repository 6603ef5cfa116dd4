import type { Offering } from '@core/catalogue/offering'
import type { Station } from '@core/place/station'
import { type District, loadHuangpu } from './district'

/** What no text of the demo district may contain, and why. The comment of each group says who would object. */
const FORBIDDEN: [RegExp, string][] = [
  // How people are addressed.
  [/你/, 'people are addressed as 您'],
  [/耳朵不好|老人家|独居|孤寡/, 'labels people, or says who lives alone'],
  [/请出门|请到别处|不来钱|喊一声|军礼/, 'sends people away, or is too casual for the occasion'],
  // The law's words (docs/glossary.zh-Hans.md, 用词).
  [/(?<!周)岁(?!月)/, 'ages are 周岁'],
  [/(?<!父母或其他)监护人/, 'parents consent first, other guardians for want of them'],
  // Medicine: a station is not a clinic.
  [/诊/, '门诊, 坐诊, 问诊 are for licensed clinics'],
  [/照常吃|吃药|饭后记得|停药|开药方/, 'medication advice; only a doctor gives it'],
  [/空腹来|别吃早饭/, 'fasting can be dangerous to diabetics; ask the doctor first'],
  [/打完针|观察半小时|抽血|掏耳朵/, 'medical acts, or observation outside the vaccination clinic'],
  [/三高|补气|去湿|润肺|降压|保证|包治|打包票/, 'claims of effect, or promises'],
  // Fire and accidents.
  [/电瓶/, 'charging e-bike batteries indoors is against the fire rules'],
  [/真的焊枪|当晚就(能)?上手|明火/, 'hot work and live current need a licence and a guarded place'],
  [/打一桶|小网捞|脚泡在水里/, 'children or elders at open water'],
  [/地滑/, 'a slippery floor is mended, not announced'],
  // Privacy and security.
  [/住哪|哪栋|住址|门牌/, 'says where people, even children, live'],
  [/门禁|开门密码|门锁密码/, 'how to get into a residential estate'],
  [/随时可?视频|监控/, 'a camera on other people’s children'],
  [/走完全程|出勤表|名片墙|每.{0,3}进度贴/, 'other people’s cases, attendance or business on a wall'],
  [/复印一份|复印我们来|真名/, 'keeps or asks for more personal data than needed'],
  [/番号|散在哪/, 'military units, or where veterans live'],
  // Documents and terms that do not exist, or are no longer used.
  [/退役证|电子密钥|育婴师|专项扣除|科技自立(?!自强)/, 'outdated or wrong official term'],
  [/摇号|人多位少|位子|值班员|哺乳间|(?<!九佛)墟/, 'another word is used here (抽签, 名额, 工作人员, 母婴室, 圩)'],
]
/** What children take apart, saw or thread needs an age at which small parts are no longer swallowed. */
const SMALL_PARTS = /拆|锯|水手结/
const SMALL_PARTS_FROM_AGE = 6

/**
 * A number that nobody has: a Guangzhou number has eight digits after 020 and begins with 2–8, because 0 is the prefix of
 * long-distance calls (numbering plan of 2017).
 */
const UNDIALLABLE = /^020-0\d{7}（演示）$/

/** Longest texts that fit: a name in the navigation bar, a title in a card, a rule on one line. */
const LONGEST = { name: 14, theme: 14, feature: 40, title: 14, summary: 60, rule: 16 }

/** Share of services that are not, but for a few characters, the same as one before. */
const DISTINCT_AT_LEAST = 0.9
const SAME_FROM = 0.6

const pairsOf = (text: string): Set<string> => {
  const letters = [...text.replace(/[^\p{L}\p{N}]/gu, '')]
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))
}
/** Dice coefficient of two texts' pairs of neighbouring characters: 1 when they have all in common. */
const likeness = (one: Set<string>, other: Set<string>): number =>
  (2 * [...one].filter((pair) => other.has(pair)).length) / Math.max(1, one.size + other.size)

const textsOf = ({ stations, offerings }: District): [string, string][] => [
  ...stations.flatMap(({ id, name, address, theme, feature, rules }): [string, string][] =>
    [name, address, theme, feature, ...rules].map((text) => [id, text]),
  ),
  ...offerings.flatMap(({ id, title, summary }): [string, string][] => [
    [id, title],
    [id, summary],
  ]),
]

describe('the texts of the demo district', () => {
  let stations: Station[]
  let offerings: Offering[]
  let texts: [string, string][]
  beforeAll(async () => {
    const huangpu = await loadHuangpu()
    ;({ stations, offerings } = huangpu)
    texts = textsOf(huangpu)
  })

  test.each(FORBIDDEN)('do not contain %s: %s', (pattern) => {
    expect(texts.filter(([, text]) => pattern.test(text))).toEqual([])
  })
  test('have no telephone number that can be dialled', () => {
    expect(stations.filter(({ phone }) => !UNDIALLABLE.test(phone)).map(({ id, phone }) => [id, phone])).toEqual([])
    expect(texts.filter(([, text]) => /\d{7}|\d{3}-\d/.test(text))).toEqual([])
  })
  test('let nobody take things apart who might swallow them', () => {
    const early = offerings.filter(
      ({ title, summary, audience: { fromAge = 0 } }) =>
        SMALL_PARTS.test(title + summary) && fromAge < SMALL_PARTS_FROM_AGE,
    )
    expect(early.map(({ id }) => id)).toEqual([])
  })
  test('leave minors who volunteer to their guardians: 16 and older only', () => {
    const early = offerings.filter(({ id, audience: { fromAge = 0 } }) => /-help$/.test(id) && fromAge < 16)
    expect(early.map(({ id }) => id)).toEqual([])
  })
  test('fit where they are shown', () => {
    const long = [
      ...stations.flatMap(({ id, rules, name, theme, feature }) => [
        ...Object.entries({ name, theme, feature }).map(([field, text]) => ({ id, field, text })),
        ...rules.map((text) => ({ id, field: 'rule', text })),
      ]),
      ...offerings.flatMap(({ id, title, summary }) =>
        Object.entries({ title, summary }).map(([field, text]) => ({ id, field, text })),
      ),
    ].filter(({ field, text }) => !text.trim() || text.length > LONGEST[field as keyof typeof LONGEST])
    expect(long).toEqual([])
  })
  test('give each station three to five rules, none twice', () => {
    const wrong = stations.filter(
      ({ rules }) => rules.length < 3 || rules.length > 5 || new Set(rules).size < rules.length,
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })
  test('describe services that differ from one another', () => {
    const seen: Set<string>[] = []
    for (const { summary } of offerings) {
      const pairs = pairsOf(summary)
      if (!seen.some((other) => likeness(pairs, other) >= SAME_FROM)) seen.push(pairs)
    }
    expect(seen.length / offerings.length).toBeGreaterThanOrEqual(DISTINCT_AT_LEAST)
    const titles = new Set(offerings.map(({ title }) => title))
    expect(titles.size / offerings.length).toBeGreaterThanOrEqual(DISTINCT_AT_LEAST)
  })
})
