import { isDrawing, type Session } from '@core/session'
import { instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import { Sign } from '@/ui/sign'
import { Touch } from '@/ui/touch'
import { useWords } from '@/words/use-words'
import { sayMoment } from '@/words/when'

/** That places are drawn, until when one signs up, and the way to the draw itself. */
export function DrawEntry({ session, now, onTap }: { session: Session; now: number; onTap: () => void }) {
  const words = useWords()
  const { t } = words
  const when = sayMoment(words, instant(session.draw?.at ?? session.startsAt), now)
  const what = session.draw?.done
    ? t('session.draw-done')
    : isDrawing(session, now)
      ? t('session.draw-on')
      : t('session.draw-until', { when })
  return (
    <Touch
      className="card row section"
      label={`${t('session.drawn')}，${what}，${t('session.draw-see')}`}
      onTap={onTap}
    >
      <View className="grow tight">
        <Text className="heading">{t('session.drawn')}</Text>
        <Text>{what}</Text>
        <Text className="small soft">{t('session.draw-see')}</Text>
      </View>
      <Sign name="next" />
    </Touch>
  )
}
