import {
  AGE_MOST,
  CAPACITY_MOST,
  OPEN_DAYS_MOST,
  PEOPLE_MOST,
  SESSION_MINUTES_MOST,
  SLOTS_MOST,
  SUMMARY_MOST,
  TITLE_MOST,
} from '../../../catalogue/offering'
import { STATION_ID } from '../../../place/station'
import { textOf } from '../cell'
import { column } from '../column'
import { RULE_TAKES, readRule, writeRule } from '../text/rule-text'
import { choice, clock, code, day, flag, nameIn, number, text, writeFlag } from '../values'
import { listNames, OFFERING_KIND_NAMES, STANDING_NAMES } from './names'

const same = <T>(value: T): T => value
/** Earliest deadline before a session, and longest grace period for late arrivals, in minutes, as the Offering schema has them. */
const DEADLINE = 20_160
const LATE = 240

/** What an empty cell of a new offering means. */
export const OFFERING_DEFAULTS = { people: 4, openDays: 14, cancelMinutes: 120 } as const

const whole = (title: string, takes: string, least: number, most: number, example: number | '') =>
  column<number>({
    title,
    takes: `${takes}，${least} 到 ${most} 的整数`,
    example,
    read: number(least, most),
    write: same,
  })

/** Columns of the offering itself; its further rows may leave them empty. */
const OFFERING = {
  station: column({
    title: '站点',
    takes: '站点的编号或名称，要在“站点”表里',
    required: true,
    example: 'hp001',
    read: text(40),
    write: same,
  }),
  id: column({
    title: '项目编号',
    takes: '站点编号、短横加 2 到 24 个小写字母或数字，如 hp001-lunch；空着就按名称找',
    example: 'hp001-lunch',
    read: code(new RegExp(`^(${STATION_ID}-)?[a-z0-9]{2,24}$`)),
    write: same,
  }),
  title: column({
    title: '名称',
    takes: `最多 ${TITLE_MOST} 个字`,
    example: '长者午餐',
    read: text(TITLE_MOST),
    write: same,
  }),
  kind: column({
    title: '类别',
    takes: `${listNames(OFFERING_KIND_NAMES)}中的一个`,
    example: '照护',
    read: choice(OFFERING_KIND_NAMES),
    write: nameIn(OFFERING_KIND_NAMES),
  }),
  summary: column({
    title: '介绍',
    takes: `做什么、带什么，最多 ${SUMMARY_MOST} 个字`,
    example: '两菜一汤，带上老年卡。',
    read: text(SUMMARY_MOST, { lines: true }),
    write: same,
  }),
  fromAge: whole('最小年龄', '周岁，不限就空着', 0, AGE_MOST, 60),
  toAge: whole('最大年龄', '周岁，含这个年龄，不限就空着', 0, AGE_MOST, ''),
  only: column({
    title: '只限身份',
    takes: `${listNames(STANDING_NAMES)}中的一个，不限就空着`,
    example: '',
    read: choice(STANDING_NAMES),
    write: nameIn(STANDING_NAMES),
  }),
  household: column({
    title: '大人带孩子',
    takes: '“是”，大人孩子至少各一位；不然空着',
    example: '',
    read: flag,
    write: writeFlag,
  }),
  people: whole('一次最多预约', `位数，空着是 ${OFFERING_DEFAULTS.people}`, 1, PEOPLE_MOST, 2),
  openDays: whole('提前开放预约', `天数，空着是 ${OFFERING_DEFAULTS.openDays}`, 1, OPEN_DAYS_MOST, 7),
  cancelMinutes: whole('取消截止', `开始前多少分钟，空着是 ${OFFERING_DEFAULTS.cancelMinutes}`, 0, DEADLINE, 60),
  lateMinutes: whole('迟到分钟', '迟到多久算未到，空着照规定', 0, LATE, ''),
  countsMinutes: column({
    title: '计时长',
    takes: '“是”，离场时再扫一次；不然空着',
    example: '',
    read: flag,
    write: writeFlag,
  }),
  wall: column({
    title: '自己扫码签到',
    takes: '“是”，或者空着',
    example: '是',
    read: flag,
    write: writeFlag,
  }),
  drawMinutes: whole('抽签', '开始前多少分钟抽签，不抽签就空着', 10, DEADLINE, ''),
}

/** Columns of one template. A row is one template; an offering with several has several rows. */
const TEMPLATE = {
  rrule: column({
    title: '日子',
    takes: RULE_TAKES,
    example: '周一至周五',
    read: (cell) => readRule(textOf(cell)),
    write: writeRule,
  }),
  start: column({ title: '起算日', takes: '一天，如 2027-01-06；隔周的要填', example: '', read: day, write: same }),
  at: column({ title: '开始', takes: '钟点，如 9:00', example: '11:30', read: clock, write: same }),
  minutes: whole('时长', '分钟', 5, SESSION_MINUTES_MOST, 45),
  slots: whole('连续场次', '一场接一场的有几场，空着是 1', 1, SLOTS_MOST, 2),
  capacity: whole('名额', '每场的名额', 1, CAPACITY_MOST, 20),
}

export const OFFERINGS = { name: '项目', columns: { ...OFFERING, ...TEMPLATE } } as const

export type OfferingKey = keyof typeof OFFERING
export type TemplateKey = keyof typeof TEMPLATE
export const OFFERING_KEYS = Object.keys(OFFERING) as OfferingKey[]
export const TEMPLATE_KEYS = Object.keys(TEMPLATE) as TemplateKey[]
