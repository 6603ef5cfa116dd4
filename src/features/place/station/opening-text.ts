import { addDays, dayOf } from '@core/base/time'
import { calendarOf, openState } from '@core/place/hours'
import type { Pack, Station } from '@core/place/station'
import { sayDay } from '@/words/time-text'
import type { Words } from '@/words/use-words'

/** 开到 17:30 · 全天开放 · 明天 09:00 开门 */
export function sayOpening(words: Words, station: Station, pack: Pack, now: number): { open: boolean; text: string } {
  const { t } = words
  const state = openState(station.hours, calendarOf(pack, station.id), now)
  if (state.open) {
    const always = state.allDay && station.hours.week.every((day) => day === '00:00-24:00')
    return { open: true, text: always ? t('open.always') : t('open.until', { at: state.until }) }
  }
  if (!state.next) return { open: false, text: t('open.closed') }
  const { day, at } = state.next
  const today = dayOf(now)
  if (day === today) return { open: false, text: t('open.today', { at }) }
  const name = day === addDays(today, 1) ? t('day.tomorrow') : sayDay(words, day, now)
  return { open: false, text: t('open.next', { day: name, at }) }
}
