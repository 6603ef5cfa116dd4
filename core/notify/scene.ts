import * as v from 'valibot'
import { readCode } from '../account/guardian-code'
import { SessionId } from '../catalogue/session'
import { StationId } from '../place/station'

/** What a mini-program code can lead to: a station, a session, an invitation to a role, a guardian’s invitation. */
export type Subject = 'station' | 'session' | 'role' | 'guardian'

type Way = { letter: string; page: string; key: 'id' | 'code'; isSound: (text: string) => boolean }

/** A scene is a letter, `=`, and what its page would be told in its query. */
const WAYS: Record<Subject, Way> = {
  station: { letter: 's', page: 'pages/station/index', key: 'id', isSound: (text) => v.is(StationId, text) },
  session: { letter: 'e', page: 'pages/session/index', key: 'id', isSound: (text) => v.is(SessionId, text) },
  role: { letter: 'r', page: 'resident/pages/my-roles/index', key: 'code', isSound: (text) => /^[\w-]+$/.test(text) },
  guardian: {
    letter: 'g',
    page: 'resident/pages/household/index',
    key: 'code',
    isSound: (text) => readCode(text) === text,
  },
}

/** Characters that WeChat takes; all of ours are among those that it allows (letters, figures, `=.-_`). */
export const SCENE_MOST = 32

/** Undefined where it is none of these, or longer than WeChat takes. */
export function sceneOf(about: Subject, text: string): string | undefined {
  const { letter, isSound } = WAYS[about]
  const scene = `${letter}=${text}`
  return scene.length <= SCENE_MOST && isSound(text) ? scene : undefined
}

/** What a page is about that was opened by a code: WeChat hands the scene over encoded. Undefined for anything else. */
export function readScene(about: Subject, scene: string): string | undefined {
  try {
    const said = decodeURIComponent(scene)
    const text = said.slice(said.indexOf('=') + 1)
    return sceneOf(about, text) === said ? text : undefined
  } catch {
    return undefined
  }
}

/** The page that a code opens, as WeChat wants it told. */
export const pageOf = (about: Subject): string => WAYS[about].page

/** The same page by a path, for cards, links, and where there is no WeChat. */
export const pathOf = (about: Subject, text: string): string => `/${WAYS[about].page}?${WAYS[about].key}=${text}`
