import { instant } from '@core/base/time'
import type { Strike } from '@core/booking/strike'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayMoment } from '@/words/time-text'

type Props = { strike: Strike; now: number; onAppeal: (strike: Strike) => void }

/** One strike: which session, why it counts and until when, its appeal and the answer. */
export function StrikeCard({ strike, now, onAppeal }: Props) {
  const words = useResidentWords()
  const { t } = words
  const { title, startsAt, why, status, fadesAt, appeal, answer } = strike
  const when = sayMoment(words, instant(startsAt), now)
  const live = status !== 'forgiven' && instant(fadesAt) > now
  const state =
    status === 'forgiven'
      ? // Without an answer it was taken back by itself: a phone told later who came.
        t(answer ? 'strikes.forgiven' : 'strikes.corrected')
      : live
        ? t('strikes.fades', { when: sayMoment(words, instant(fadesAt), now) })
        : t('strikes.faded')
  return (
    <View className={live ? 'card stack' : 'card stack gone'}>
      <View className="tight">
        <Text className="heading">{title}</Text>
        <Text className="figure">{when}</Text>
        <Text>{t(`strikes.${why}`)}</Text>
        <Text className={status === 'forgiven' ? 'good' : 'soft'}>{state}</Text>
      </View>
      {(appeal || answer) && (
        <View className="tight small">
          {appeal && <Text>{t('strikes.mine', { words: appeal })}</Text>}
          {appeal && status === 'counts' && <Text className="red">{t('strikes.unsent')}</Text>}
          {status === 'appealed' && <Text className="soft">{t('strikes.appealed')}</Text>}
          {status === 'kept' && <Text className="soft">{t('strikes.kept')}</Text>}
          {answer && <Text>{t('strikes.answer', { words: answer })}</Text>}
        </View>
      )}
      {live && status === 'counts' && (
        <Button quiet slim of={`${title}，${when}`} onTap={() => onAppeal(strike)}>
          {t('strikes.appeal')}
        </Button>
      )}
    </View>
  )
}
