import { BadEnv } from '../../util/bad-env'
import type { DistrictEnv } from './settings'

/** The district a script is for: the only one, or the one with this id. Throws BadEnv if that is none. */
export function chooseDistrict(districts: readonly DistrictEnv[], id: string | undefined): DistrictEnv {
  const [sole, ...others] = districts.filter((one) => id === undefined || one.id === id)
  if (sole && others.length === 0) return sole
  const ids = districts.map((one) => one.id).join(', ')
  throw new BadEnv(id ? `There is no district ${id} here, but ${ids}.` : `Say which district: ${ids}.`)
}
