import { instant } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import { Text, View } from '@tarojs/components'
import { go } from '@/platform/app/navigation'
import { aria } from '@/platform/device/aria'
import { Button } from '@/ui/buttons/button'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayMoment } from '@/words/time-text'
import '@/features/booking/booking/booking.scss'

const open = (url: string) => () => go(url)

/** Outcome of a proxy booking in large type: the door code, or the place on the waitlist. */
export function BookingOutcomeCard({ booking, onNext }: { booking: Booking; onNext: () => void }) {
  const words = useManagerWords()
  const { t } = words
  const { id, status, code, line, drawAt } = booking
  const name = booking.people.map((person) => person.name).join('、')
  const booked = status === 'booked'
  return (
    <>
      <View className="card tight" {...aria({ role: 'status' })}>
        <Text className="heading">{name}</Text>
        {booked ? (
          <>
            <Text className="good">{t('proxy.done')}</Text>
            <Text className="booking-place figure">{`${code.slice(0, 4)} ${code.slice(4)}`}</Text>
            <Text>{t('proxy.figures')}</Text>
          </>
        ) : drawAt ? (
          <>
            <Text className="good">{t('proxy.in-draw')}</Text>
            <Text>{t('booking.drawn-at', { when: sayMoment(words, instant(drawAt), Date.now()) })}</Text>
          </>
        ) : (
          <>
            <Text className="booking-place figure">{t('proxy.in-line', { place: line?.place ?? 1 })}</Text>
            <Text>{t('proxy.in-line-what', { name })}</Text>
          </>
        )}
      </View>
      {booked ? (
        <Button onTap={open(`/resident/pages/card/index?id=${id}`)}>{t('roster.card')}</Button>
      ) : (
        <Button quiet onTap={open(`/pages/booking/index?id=${id}`)}>
          {t('proxy.see')}
        </Button>
      )}
      <Button quiet onTap={onNext}>
        {t('proxy.next')}
      </Button>
    </>
  )
}
