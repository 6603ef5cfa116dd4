import type { Booking } from '@core/booking/booking'
import { STRIKE_RULE } from '@core/booking/strike'
import { Text } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useWords } from '@/words/use-words'

/** Leave the waitlist, cancel a booking, decline an offered or moved one, or cancel after the deadline. */
export type CancelKind = 'line' | 'cancel' | 'decline' | 'late'

const TITLE = {
  line: 'booking.leave-sure',
  cancel: 'booking.cancel-sure',
  decline: 'booking.late-sure',
  late: 'booking.late-sure',
} as const
const CONFIRM_LABEL = {
  line: 'booking.leave',
  cancel: 'booking.cancel-yes',
  decline: 'booking.late-yes',
  late: 'booking.late-yes',
} as const

type Props = { booking: Booking; kind: CancelKind; busy: boolean; onConfirm: () => void; onClose: () => void }

/** Confirmation before cancelling, with its consequences. */
export function CancelSheet({ booking, kind, busy, onConfirm, onClose }: Props) {
  const { t, no } = useWords()
  const what = { title: booking.title, count: booking.people.length }
  return (
    <BottomSheet title={t(TITLE[kind])} onClose={onClose}>
      <Text>{kind === 'line' ? t('booking.leave-what') : t('booking.cancel-what', what)}</Text>
      {kind === 'late' && (
        <>
          <Text>{no({ refusal: 'too-late-to-cancel', phone: booking.phone })}</Text>
          <Text className="soft">{t('booking.late-rule', STRIKE_RULE)}</Text>
        </>
      )}
      <Button busy={busy} onTap={onConfirm}>
        {t(CONFIRM_LABEL[kind])}
      </Button>
      <Button quiet onTap={onClose}>
        {t(kind === 'line' ? 'booking.leave-no' : 'booking.cancel-no')}
      </Button>
    </BottomSheet>
  )
}
