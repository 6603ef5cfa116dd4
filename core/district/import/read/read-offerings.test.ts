import { LUNCH, read, sheet, testMistakes, whole } from './sample-workbook'

testMistakes([
  [
    'an offering at a station that is not there',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 站点: 'hp009' })],
    [['项目', 2, '站点', 'unknown-station']],
  ],
  [
    'a day that is none',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 日子: '周八' })],
    [['项目', 2, '日子', 'takes']],
  ],
  [
    'a rule that counts',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 日子: 'FREQ=DAILY;COUNT=5' })],
    [['项目', 2, '日子', 'counted']],
  ],
  [
    'a rule that is over, by a time in UTC',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 日子: 'FREQ=DAILY;UNTIL=20261122T155959Z' })],
    [['项目', 2, '日子', 'over']],
  ],
  [
    'a template without places',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 名额: null })],
    [['项目', 2, '名额', 'missing']],
  ],
  [
    'a session while the station is closed',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 开始: '20:00' })],
    [['项目', 2, '开始', 'closed-then']],
  ],
  [
    'every other week from no day on',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 日子: '隔周周三' })],
    [['项目', 2, '起算日', 'start-needed']],
  ],
  [
    'a deadline before booking opens',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 提前开放预约: 1, 取消截止: 5000 })],
    [['项目', 2, '取消截止', 'deadline']],
  ],
  [
    'rows of an offering that contradict',
    [...whole().slice(0, 2), sheet('offerings', LUNCH, { ...LUNCH, 开始: '12:30', 类别: '学习' })],
    [['项目', 3, '类别', 'differs']],
  ],
  [
    'crossed ages',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 最小年龄: 60, 最大年龄: 6 })],
    [['项目', 2, '最大年龄', 'takes']],
  ],
  [
    'an offering’s id of another station',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 项目编号: 'hp002-lunch' })],
    [['项目', 2, '项目编号', 'other-station-id']],
  ],
  [
    'too many sessions',
    [...whole().slice(0, 2), sheet('offerings', { ...LUNCH, 开始: '9:00', 时长: 5, 连续场次: 90, 提前开放预约: 60 })],
    [['项目', 2, '连续场次', 'too-many-sessions']],
  ],
])

test('a rule until a time ends on the last day whose session starts by then', async () => {
  const days = 'FREQ=WEEKLY;UNTIL=20261231T033000Z;BYDAY=MO,TU,WE,TH,FR'
  const rows = [
    { ...LUNCH, 日子: days },
    { ...LUNCH, 日子: days, 开始: '11:31', 时长: 20 },
  ].map((row, nth) => ({
    ...row,
    项目编号: `lunch${nth}`,
    名称: `午餐${nth}`,
  }))
  const { wanted, mistakes } = await read([...whole().slice(0, 2), sheet('offerings', ...rows)])
  expect(mistakes).toEqual([])
  expect(wanted.offerings?.map(({ templates: [one] }) => one?.rrule)).toEqual([
    'FREQ=WEEKLY;UNTIL=20261231;BYDAY=MO,TU,WE,TH,FR',
    'FREQ=WEEKLY;UNTIL=20261230;BYDAY=MO,TU,WE,TH,FR',
  ])
})
