import { checkInCodePath } from '@core/attendance/check-in-code'
import { Text, View } from '@tarojs/components'
import { absoluteUrl } from '@/platform/network/address'
import { QrImage } from '@/ui/code/qr-image'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { ANY_DAY, sayWhen } from '@/words/time-text'
import type { CheckInCodeKeys } from './store'

const STEPS = ['one', 'two', 'three'] as const

/** Printable check-in code, A4 portrait: readable from the door, with the steps. */
export function PrintedCode({ keys }: { keys: CheckInCodeKeys }) {
  const words = useManagerWords()
  const { t } = words
  const { session, stationName, paper } = keys
  return (
    <View className="a4 printed">
      <Text className="a4-title">{t('wall.check-in')}</Text>
      <Text className="a4-what">{session.title}</Text>
      <Text className="a4-when">{sayWhen(words, session, ANY_DAY)}</Text>
      <QrImage className="a4-code" text={absoluteUrl(checkInCodePath(paper))} label={t('wall.image-paper')} />
      <View className="a4-steps">
        {STEPS.map((step, at) => (
          <Text key={step} className="a4-step">
            {at + 1}. {t(`wall.step-${step}`)}
          </Text>
        ))}
      </View>
      <Text className="a4-foot">{t('wall.no-phone')}</Text>
      <Text className="a4-foot">{stationName}</Text>
    </View>
  )
}
