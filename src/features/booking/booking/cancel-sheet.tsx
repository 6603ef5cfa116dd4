import type { Booking } from '@core/booking/booking'
import { STRIKE_RULE } from '@core/booking/strike'
import { Text } from '@tarojs/components'
import { Action } from '@/ui/buttons/button'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useWords } from '@/words/use-words'

/** Leaving the line, a booking, an offered or moved one, or a booking after its deadline. */
export type Leaving = 'line' | 'cancel' | 'decline' | 'late'

const TITLE = {
  line: 'booking.leave-sure',
  cancel: 'booking.cancel-sure',
  decline: 'booking.late-sure',
  late: 'booking.late-sure',
} as const
const YES = {
  line: 'booking.leave',
  cancel: 'booking.cancel-yes',
  decline: 'booking.late-yes',
  late: 'booking.late-yes',
} as const

type Props = { booking: Booking; leaving: Leaving; busy: boolean; onYes: () => void; onNo: () => void }

/** Asked once more, with what follows from it. */
export function GiveBack({ booking, leaving, busy, onYes, onNo }: Props) {
  const { t, no } = useWords()
  const what = { title: booking.title, count: booking.people.length }
  return (
    <Sheet title={t(TITLE[leaving])} onClose={onNo}>
      <Text>{leaving === 'line' ? t('booking.leave-what') : t('booking.cancel-what', what)}</Text>
      {leaving === 'late' && (
        <>
          <Text>{no({ refusal: 'too-late-to-cancel', phone: booking.phone })}</Text>
          <Text className="soft">{t('booking.late-rule', STRIKE_RULE)}</Text>
        </>
      )}
      <Action busy={busy} onTap={onYes}>
        {t(YES[leaving])}
      </Action>
      <Action quiet onTap={onNo}>
        {t(leaving === 'line' ? 'booking.leave-no' : 'booking.cancel-no')}
      </Action>
    </Sheet>
  )
}
