import type { Pack } from '../place/station'
import en from '../words/role/en.json'
import hans from '../words/role/zh-hans.json'
import hant from '../words/role/zh-hant.json'
import type { Language } from '../words/say'
import { type Department, isAtStation, type Role, type RoleName } from './role'

type RoleWord = keyof typeof hans
const tables: Record<Language, Record<RoleWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }

export const sayTitle = (language: Language, name: RoleName): string => tables[language][`title.${name}`]
/** One sentence on what the role permits. */
export const sayDoes = (language: Language, name: RoleName): string => tables[language][`does.${name}`]
export const sayDepartment = (language: Language, code: Department): string => tables[language][`department.${code}`]

/** Name of a role's place; its id or code where the phone does not know the name. Empty for the district. */
export function sayPlace(language: Language, role: Role, pack: Pick<Pack, 'stations' | 'streets'> | undefined): string {
  if (role.role === 'district') return ''
  if (role.role === 'department') return sayDepartment(language, role.scope)
  const { scope } = role
  const found = isAtStation(role)
    ? pack?.stations.find(({ id }) => id === scope)
    : pack?.streets.find(({ code }) => code === scope)
  return found?.name ?? scope
}
