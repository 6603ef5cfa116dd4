import type { Session } from '@core/catalogue/session'
import type { Station } from '@core/place/station'
import { sayWhen } from '@/words/time-text'
import type { Words } from '@/words/use-words'

/** A "now" far from any session, so that a shared card says a date: it may be read tomorrow. */
const EPOCH = 0

/** Share title: what, when and where. Without places left, which would be out of date when read. */
export function sayShareTitle(words: Words, session: Session, station: Station | undefined): string {
  const title = session.status === 'called-off' ? `${words.t('session.called-off')}：${session.title}` : session.title
  return [title, sayWhen(words, session, EPOCH), ...(station ? [station.name] : [])].join(' · ')
}
