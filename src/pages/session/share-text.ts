import type { Session } from '@core/catalogue/session'
import type { Station } from '@core/place/station'
import { sayWhen } from '@/words/time-text'
import type { Words } from '@/words/use-words'

/** Far from any day, so that a card says a date: it is read tomorrow too. */
const EPOCH = 0

/** What, when and where. Not how many places are left: by then others have them. */
export function sayShareTitle(words: Words, session: Session, station: Station | undefined): string {
  const title = session.status === 'called-off' ? `${words.t('session.called-off')}：${session.title}` : session.title
  return [title, sayWhen(words, session, EPOCH), ...(station ? [station.name] : [])].join(' · ')
}
