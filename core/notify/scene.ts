import * as v from 'valibot'
import { parseGuardianCode } from '../account/code/guardian-code'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'

/** Target of a mini-program code: a station, a session, a role invitation or a guardian invitation. */
export type SceneTarget = 'station' | 'session' | 'role' | 'guardian'

type Target = { letter: string; page: string; key: 'id' | 'code'; isSound: (text: string) => boolean }

/** A scene is a letter, `=`, and the value of the page's query parameter. */
const TARGETS: Record<SceneTarget, Target> = {
  station: { letter: 's', page: 'pages/station/index', key: 'id', isSound: (text) => v.is(StationId, text) },
  session: { letter: 'e', page: 'pages/session/index', key: 'id', isSound: (text) => v.is(SessionId, text) },
  role: { letter: 'r', page: 'resident/pages/my-roles/index', key: 'code', isSound: (text) => /^[\w-]+$/.test(text) },
  guardian: {
    letter: 'g',
    page: 'resident/pages/household/index',
    key: 'code',
    isSound: (text) => parseGuardianCode(text) === text,
  },
}

/** WeChat's limit for a scene, in characters. Only characters that WeChat allows are used (letters, digits, `=.-_`). */
export const MAX_SCENE_LENGTH = 32

/** Scene of a target; undefined where the value is invalid or the scene too long. */
export function sceneOf(about: SceneTarget, text: string): string | undefined {
  const { letter, isSound } = TARGETS[about]
  const scene = `${letter}=${text}`
  return scene.length <= MAX_SCENE_LENGTH && isSound(text) ? scene : undefined
}

/** Value of the scene a page was opened with, which WeChat passes URL-encoded; undefined for anything else. */
export function readScene(about: SceneTarget, scene: string): string | undefined {
  try {
    const said = decodeURIComponent(scene)
    const text = said.slice(said.indexOf('=') + 1)
    return sceneOf(about, text) === said ? text : undefined
  } catch {
    return undefined
  }
}

/** Page that a code opens, in the format of WeChat's API: no leading slash, no query. */
export const targetPage = (about: SceneTarget): string => TARGETS[about].page

/** Path of the same page, for share cards, links, and installations without WeChat. */
export const targetPath = (about: SceneTarget, text: string): string =>
  `/${TARGETS[about].page}?${TARGETS[about].key}=${text}`
