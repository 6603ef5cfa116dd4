import encodeQR from 'qr'
import { readJson, type StandInAnswer, type StandInRequest } from '../protocol/request'
import { pngOf } from './png'

/** A scene: at most 32 of these characters, no `%`. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const VERSIONS = [undefined, 'release', 'trial', 'develop']

/** `pages`: the published pages; by default all. The picture is a plain QR code of page and scene. */
export function createMiniCode(pages?: readonly string[]) {
  return {
    answer(call: StandInRequest): StandInAnswer {
      const json = readJson(call)
      if (typeof json === 'number') return json
      const { scene, page = 'pages/index/index', check_path = true, env_version, width = 430 } = json
      if (typeof scene !== 'string' || !SCENE.test(scene)) return 40129
      if (!VERSIONS.includes(env_version as string)) return 40097
      if (typeof width !== 'number' || width < 280 || width > 1280) return 40097
      if (typeof page !== 'string' || page.startsWith('/') || page.includes('?')) return 41030
      if (check_path && pages && !pages.includes(page)) return 41030
      return pngOf(encodeQR(`${page}?scene=${encodeURIComponent(scene)}`, 'raw'))
    },
  }
}
