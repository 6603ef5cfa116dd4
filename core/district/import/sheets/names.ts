import type { Standing } from '../../../account/standing'
import type { OfferingKind } from '../../../catalogue/offering'
import type { HolidayKind } from '../../../place/holiday'
import type { Hours, Kind, Station } from '../../../place/station'
import type { Invitee } from '../../invitee'

/** Names in a workbook of the values that rows have; the first name of a value is the one that is written. */
type Named<T> = readonly (readonly [name: string, value: T])[]

export const KIND_NAMES: Named<Kind> = [
  ['职工', 'workers'],
  ['亲子', 'mothers'],
  ['长者', 'elders'],
  ['退役军人', 'veterans'],
  ['孩子', 'children'],
  ['讲史', 'history'],
  ['文明实践', 'practice'],
  ['企业', 'enterprise'],
  ['综合', 'complex'],
  ['公园', 'park'],
  ['展馆', 'museum'],
  ['廉洁', 'discipline'],
  ['指挥中心', 'command'],
]
export const TIER_NAMES: Named<Station['tier']> = [
  ['区级', 'district'],
  ['街镇', 'street'],
  ['微阵地', 'micro'],
  ['部门', 'street'],
  ['村社', 'micro'],
  ['两新', 'micro'],
]
export const FACILITY_NAMES: Named<Station['facilities'][number]> = [
  ['无线网', 'wifi'],
  ['饮水', 'water'],
  ['洗手间', 'toilet'],
  ['座位', 'seats'],
  ['充电', 'charging'],
  ['空调', 'aircon'],
  ['急救箱', 'firstaid'],
  ['图书', 'books'],
  ['母婴室', 'nursing'],
  ['无障碍坡道', 'ramp'],
  ['微波炉', 'microwave'],
  ['停车', 'parking'],
  ['儿童角', 'playroom'],
  ['会议室', 'meeting'],
  ['投影', 'screen'],
  ['轮椅', 'wheelchair'],
]
export const HOLIDAY_HOURS_NAMES: Named<Hours['holiday']> = [
  ['休息', 'closed'],
  ['按周日', 'sunday'],
  ['照常', 'usual'],
]
export const OFFERING_KIND_NAMES: Named<OfferingKind> = [
  ['活动', 'activity'],
  ['照护', 'care'],
  ['学习', 'study'],
  ['窗口办事', 'window'],
  ['场地', 'room'],
]
export const STANDING_NAMES: Named<Standing> = [
  ['报到党员', 'member'],
  ['退役军人', 'veteran'],
  ['职工', 'worker'],
  ['企业', 'enterprise'],
]
export const INVITEE_ROLE_NAMES: Named<Invitee['role']['role']> = [
  ['站长', 'station'],
  ['工作人员', 'staff'],
  ['街镇管理员', 'street'],
]
type HolidayKindName = typeof HolidayKind extends { options: readonly (infer T)[] } ? T : never
export const HOLIDAY_KIND_NAMES: Named<HolidayKindName> = [
  ['休息', 'rest'],
  ['上班', 'work'],
]

/** Coordinate systems a position may be given in. */
export const DATUM_NAMES: Named<Datum> = [
  ['GCJ-02', 'gcj02'],
  ['高德', 'gcj02'],
  ['腾讯', 'gcj02'],
  ['WGS-84', 'wgs84'],
  ['GPS', 'wgs84'],
]
export type Datum = 'gcj02' | 'wgs84'

/** Names of the feature that is the outline of the whole district; the first one is written. */
export const DISTRICT_AREA_NAMES: readonly string[] = ['全区', '区界', 'district']

/** The names as a list for people; each value once. */
export const listNames = <T>(named: Named<T>): string => {
  const values = new Set<T>()
  const first = named.filter(([, value]) => !values.has(value) && values.add(value))
  return first.map(([name]) => `“${name}”`).join('')
}
