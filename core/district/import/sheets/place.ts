import { HOLIDAY_NAME_MOST } from '../../../place/holiday'
import { STATION_ID, STATION_NAME, type Station } from '../../../place/station'
import { STATION_TEXT } from '../../../place/station-change'
import { textOf } from '../cell'
import { column } from '../column'
import { HOURS_TAKES, readWeek, writeWeek } from '../text/week-text'
import { choice, choices, code, day, flag, nameIn, number, phone, text, writeFlag } from '../values'
import {
  DATUM_NAMES,
  FACILITY_NAMES,
  HOLIDAY_HOURS_NAMES,
  HOLIDAY_KIND_NAMES,
  KIND_NAMES,
  listNames,
  TIER_NAMES,
} from './names'

/** Longest texts of what is edited nowhere else, in letters; the others are as long as on the station's own page. */
const LETTERS = { address: 100, street: 20 } as const

const same = <T>(value: T): T => value
const listed = (value: string[]): string => value.join('；')
/** House rules are parts of one cell. */
const rules = text((STATION_TEXT.rule + 1) * STATION_TEXT.rules, { lines: true })
const rule = text(STATION_TEXT.rule)

/** Read as wide as a longitude: whoever swaps the two is told that, and not that a number is out of range. */
const LATITUDE = column({
  title: '纬度',
  takes: '十进制的度数，如 23.18',
  required: true,
  example: 23.18,
  read: number(-180, 180, false),
  write: same,
})
const LONGITUDE = column({
  title: '经度',
  takes: '十进制的度数，如 113.495',
  required: true,
  example: 113.495,
  read: number(-180, 180, false),
  write: same,
})
const DATUM = column({
  title: '坐标系',
  takes: `${listNames(DATUM_NAMES)}中的一个，空着是 GCJ-02（高德、腾讯地图）`,
  example: 'GCJ-02',
  read: choice(DATUM_NAMES),
  write: nameIn(DATUM_NAMES),
})

export const STREETS = {
  name: '街镇',
  columns: {
    code: column({
      title: '代码',
      takes: '9 位的国家统计代码，如 440112012',
      required: true,
      example: '440112012',
      read: code(/^\d{9}$/),
      write: same,
    }),
    name: column({
      title: '名称',
      takes: `最多 ${LETTERS.street} 个字`,
      required: true,
      example: '萝岗街道',
      read: text(LETTERS.street),
      write: same,
    }),
    lat: LATITUDE,
    lng: LONGITUDE,
    datum: DATUM,
  },
} as const

export const STATIONS = {
  name: '站点',
  columns: {
    id: column({
      title: '编号',
      takes: '两个字母加 3 到 6 位数字，如 hp001；空着就按名称找，找不到就取下一个号',
      example: 'hp001',
      read: code(new RegExp(`^${STATION_ID}$`)),
      write: same,
    }),
    name: column({
      title: '名称',
      takes: `${STATION_NAME.least} 到 ${STATION_NAME.most} 个字`,
      required: true,
      example: '香雪长者站',
      read: text(STATION_NAME.most, { least: STATION_NAME.least }),
      write: same,
    }),
    kind: column({
      title: '类别',
      takes: `${listNames(KIND_NAMES)}中的一个`,
      required: true,
      example: '长者',
      read: choice(KIND_NAMES),
      write: nameIn(KIND_NAMES),
    }),
    tier: column({
      title: '层级',
      takes: `${listNames(TIER_NAMES)}中的一个`,
      required: true,
      example: '微阵地',
      read: choice(TIER_NAMES),
      write: nameIn(TIER_NAMES),
    }),
    street: column({
      title: '街镇',
      takes: '街镇的名称或 9 位代码，要在“街镇”表里',
      required: true,
      example: '萝岗街道',
      read: text(LETTERS.street),
      write: same,
    }),
    address: column({
      title: '地址',
      takes: `最多 ${LETTERS.address} 个字`,
      required: true,
      example: '香雪三路 1 号',
      read: text(LETTERS.address),
      write: same,
    }),
    lat: LATITUDE,
    lng: LONGITUDE,
    datum: DATUM,
    approximate: column({
      title: '位置大概',
      takes: '“是”，只知道在哪一带、不知道门口在哪；不然空着',
      example: '',
      read: flag,
      write: writeFlag,
    }),
    week: column({
      title: '开放时间',
      takes: HOURS_TAKES,
      required: true,
      example: '周一至周五 9:00-12:00,14:00-17:30；周六 9:00-12:00',
      read: (cell) => readWeek(textOf(cell)),
      write: writeWeek,
    }),
    holiday: column({
      title: '节假日',
      takes: `${listNames(HOLIDAY_HOURS_NAMES)}中的一个，空着是休息`,
      example: '休息',
      read: choice(HOLIDAY_HOURS_NAMES),
      write: nameIn(HOLIDAY_HOURS_NAMES),
    }),
    phone: column({
      title: '电话',
      takes: '能打通的电话，如 020-82000001、13800000000 或 12345',
      required: true,
      example: '020-82000001',
      read: phone,
      write: same,
    }),
    facilities: column({
      title: '设施',
      takes: `${listNames(FACILITY_NAMES)}中的几个，用顿号隔开`,
      example: '饮水、洗手间、无障碍坡道',
      read: choices(FACILITY_NAMES),
      write: (value: Station['facilities']) => value.map(nameIn(FACILITY_NAMES)).join('、'),
    }),
    theme: column({
      title: '主题',
      takes: `最多 ${STATION_TEXT.theme} 个字`,
      example: '慢慢来，坐一坐',
      read: text(STATION_TEXT.theme),
      write: same,
    }),
    feature: column({
      title: '特色',
      takes: `最多 ${STATION_TEXT.feature} 个字`,
      example: '每天有热饭，量血压不用排长队。',
      read: text(STATION_TEXT.feature),
      write: same,
    }),
    rules: column({
      title: '守则',
      takes: `最多 ${STATION_TEXT.rules} 条，每条最多 ${STATION_TEXT.rule} 个字，用分号隔开`,
      example: '请慢慢走；用过的杯子放回架上',
      read(cell) {
        const found = rules(cell)
        if (!found.ok) return found
        const parts = found.value.split(/[；;\n]/).map((part) => part.trim())
        const kept = parts.filter(Boolean)
        const trouble = kept.map(rule).find((part) => !part.ok)
        if (trouble && !trouble.ok) return trouble
        return kept.length > STATION_TEXT.rules ? { ok: false, trouble: { code: 'takes' } } : { ok: true, value: kept }
      },
      write: listed,
    }),
  },
} as const

export const HOLIDAYS = {
  name: '假日',
  columns: {
    day: column({
      title: '日期',
      takes: '一天，如 2027-02-08',
      required: true,
      example: '2027-02-08',
      read: day,
      write: same,
    }),
    kind: column({
      title: '安排',
      takes: `${listNames(HOLIDAY_KIND_NAMES)}中的一个`,
      required: true,
      example: '休息',
      read: choice(HOLIDAY_KIND_NAMES),
      write: nameIn(HOLIDAY_KIND_NAMES),
    }),
    name: column({
      title: '名称',
      takes: `最多 ${HOLIDAY_NAME_MOST} 个字`,
      required: true,
      example: '春节调休',
      read: text(HOLIDAY_NAME_MOST),
      write: same,
    }),
  },
} as const
