import type { Booking } from '@core/booking/booking'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { addToCalendar, type CalendarResult } from '@/platform/files/calendar'
import { PermissionSettings } from '@/ui/actions/permission-settings'
import { Button } from '@/ui/buttons/button'
import { useWords } from '@/words/use-words'

/** Adds a booking to the phone's calendar; only after a tap. */
export function CalendarButton({ booking }: { booking: Booking }) {
  const { t } = useWords()
  const [state, setState] = useState<CalendarResult | 'resting' | 'adding'>('resting')
  const add = async () => {
    setState('adding')
    setState(await addToCalendar(booking))
  }
  return (
    <>
      <Button quiet icon="agenda" busy={state === 'adding'} onTap={add}>
        {t('calendar.add')}
      </Button>
      {state !== 'resting' && state !== 'adding' && (
        <Text className="soft" {...aria({ role: 'status' })}>
          {t(`calendar.${state}`)}
        </Text>
      )}
      {state === 'refused' && <PermissionSettings permission="calendar" onAllowed={add} />}
    </>
  )
}
