import type { Booking } from '@core/booking/booking'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { type Added, addToCalendar } from '@/platform/files/calendar'
import { Action } from '@/ui/buttons/button'
import { useWords } from '@/words/use-words'

/** Into one's own calendar; only ever after a tap. */
export function CalendarButton({ booking }: { booking: Booking }) {
  const { t } = useWords()
  const [state, setState] = useState<Added | 'resting' | 'adding'>('resting')
  const add = async () => {
    setState('adding')
    setState(await addToCalendar(booking))
  }
  return (
    <>
      <Action quiet sign="agenda" busy={state === 'adding'} onTap={add}>
        {t('calendar.add')}
      </Action>
      {state !== 'resting' && state !== 'adding' && (
        <Text className="soft" {...aria({ role: 'status' })}>
          {t(`calendar.${state}`)}
        </Text>
      )}
    </>
  )
}
