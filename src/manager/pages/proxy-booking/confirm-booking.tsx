import type { Person } from '@core/account/person'
import type { Refusal } from '@core/base/refusal'
import { instant } from '@core/base/time'
import { outlookOf } from '@core/booking/alternatives'
import { mayCome } from '@core/booking/booking'
import type { Session, SessionDetail } from '@core/catalogue/session'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { type BookingOutcome, useBookings } from '@/features/booking/booking/store'
import { go } from '@/platform/app/navigation'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { type ManagerWords, useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'

type BookingWay = 'seats' | 'line' | 'draw'
const BUTTON = { seats: 'proxy.book', line: 'proxy.line', draw: 'session.book-draw' } as const

/** What booking means when it does not give a seat at once. */
function sayBookingWay(
  { t, ...words }: ManagerWords,
  way: BookingWay,
  { draw, startsAt, waiting }: Session,
  name: string,
  now: number,
) {
  if (way === 'draw')
    return t('session.draw-until', { when: sayMoment({ t, ...words }, instant(draw?.at ?? startsAt), now) })
  if (way === 'seats') return ''
  return waiting > 0 ? t('proxy.line-behind', { waiting }) : t('proxy.line-first', { name })
}

type Props = {
  ward: Person
  detail: SessionDetail
  now: number
  /** The session filled up meanwhile: reload it to show the length of the waitlist. */
  onFull: () => void
  onDone: (booking: string) => void
  onClose: () => void
}

/** Confirmation of a proxy booking: whom, what and when; the waitlist if it is full, the reason if it is refused. */
export function ConfirmBooking({ ward, detail: { session, offering }, now, onFull, onDone, onClose }: Props) {
  const words = useManagerWords()
  const { t, no } = words
  const { busy, book } = useBookings()
  const [told, setTold] = useState<BookingOutcome>()
  const may = mayCome(offering.audience, ward, session.startsAt)
  const why: Refusal | undefined = !may.ok ? may.why : told?.state === 'refused' ? told.why : undefined
  const unknown = why?.refusal === 'age-unknown'
  const outlook = outlookOf(session, 1, true)
  const way: BookingWay = why?.refusal === 'full' || outlook === 'some' ? 'line' : outlook
  const submit = async () => {
    const [outcome] = await book([{ session: session.id, people: [ward.id], wait: way === 'line' }])
    if (outcome?.state === 'done') return onDone(outcome.answer.booking.id)
    setTold(outcome)
    if (outcome?.state === 'refused' && outcome.why.refusal === 'full') onFull()
  }
  const said =
    told?.state === 'no-signal'
      ? t('session.unknown')
      : why && why.refusal !== 'full'
        ? no(why)
        : told?.state === 'wrong'
          ? told.message
          : ''
  const means = said ? '' : sayBookingWay(words, way, session, ward.name, now)
  const mend = () => {
    onClose()
    go(`/resident/pages/ward/index?id=${ward.id}`)
  }
  return (
    <BottomSheet
      title={t('proxy.sure', {
        name: ward.name,
        title: session.title,
        when: sayMoment(words, instant(session.startsAt), now),
      })}
      onClose={onClose}
    >
      {ward.born && <Text className="soft figure">{t('person.born-in', { born: ward.born })}</Text>}
      <ErrorText text={said} />
      {means && <Text>{means}</Text>}
      {may.ok && (
        <Button busy={busy} onTap={submit}>
          {told?.state === 'no-signal' ? t('session.again') : t(BUTTON[way], { count: 1 })}
        </Button>
      )}
      <Button quiet={!unknown} onTap={mend}>
        {t(unknown ? 'proxy.fill-born' : 'proxy.mend')}
      </Button>
    </BottomSheet>
  )
}
