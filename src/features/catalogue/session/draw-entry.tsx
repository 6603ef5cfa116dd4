import { instant } from '@core/base/time'
import { isDrawing, type Session } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { sayMoment } from '@/words/time-text'
import { useWords } from '@/words/use-words'

type Props = {
  draw: NonNullable<Session['draw']>
  now: number /** The viewer has signed up. */
  signedUp?: boolean
  onTap: () => void
}

/** Card for a session with a draw: sign-up deadline, and a link to the draw. */
export function DrawEntry({ draw, now, signedUp, onTap }: Props) {
  const words = useWords()
  const { t } = words
  const when = sayMoment(words, instant(draw.at), now)
  const title = signedUp ? t('booking.signed-up') : t('session.drawn')
  const what = draw.done
    ? t('session.draw-done')
    : isDrawing({ draw }, now)
      ? t('session.draw-on')
      : t(signedUp ? 'booking.drawn-at' : 'session.draw-until', { when })
  return (
    <Touchable className="card row" label={[title, what, t('session.draw-see')].join('，')} onTap={onTap}>
      <View className="grow tight">
        <Text className={signedUp ? 'title good' : 'heading'}>{title}</Text>
        <Text>{what}</Text>
        <Text className="small soft">{t('session.draw-see')}</Text>
      </View>
      <Icon name="next" />
    </Touchable>
  )
}
