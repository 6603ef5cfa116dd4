import type { Session } from '@core/catalogue/session'
import type { Station } from '@core/place/station'
import { ANY_DAY, sayWhen } from '@/words/time-text'
import type { Words } from '@/words/use-words'

/** Share title: what, when and where. Without places left, which would be out of date when read. */
export function sayShareTitle(words: Words, session: Session, station: Station | undefined): string {
  const title = session.status === 'called-off' ? `${words.t('session.called-off')}：${session.title}` : session.title
  return [title, sayWhen(words, session, ANY_DAY), ...(station ? [station.name] : [])].join(' · ')
}
