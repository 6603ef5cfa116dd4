import * as v from 'valibot'
import { parseGuardianCode } from '../account/guardian-code'
import { SessionId } from '../place/ids'
import { StationId } from '../place/station'

/** What a mini-program code can lead to: a station, a session, an invitation to a role, a guardian’s invitation. */
export type SceneTarget = 'station' | 'session' | 'role' | 'guardian'

type Target = { letter: string; page: string; key: 'id' | 'code'; isSound: (text: string) => boolean }

/** A scene is a letter, `=`, and what its page would be told in its query. */
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

/** Characters that WeChat takes; all of ours are among those that it allows (letters, figures, `=.-_`). */
export const MAX_SCENE_LENGTH = 32

/** Undefined where it is none of these, or longer than WeChat takes. */
export function sceneOf(about: SceneTarget, text: string): string | undefined {
  const { letter, isSound } = TARGETS[about]
  const scene = `${letter}=${text}`
  return scene.length <= MAX_SCENE_LENGTH && isSound(text) ? scene : undefined
}

/** What a page is about that was opened by a code: WeChat hands the scene over encoded. Undefined for anything else. */
export function readScene(about: SceneTarget, scene: string): string | undefined {
  try {
    const said = decodeURIComponent(scene)
    const text = said.slice(said.indexOf('=') + 1)
    return sceneOf(about, text) === said ? text : undefined
  } catch {
    return undefined
  }
}

/** The page that a code opens, as WeChat wants it told. */
export const targetPage = (about: SceneTarget): string => TARGETS[about].page

/** The same page by a path, for cards, links, and where there is no WeChat. */
export const targetPath = (about: SceneTarget, text: string): string =>
  `/${TARGETS[about].page}?${TARGETS[about].key}=${text}`
