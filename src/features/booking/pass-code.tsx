import { type Pass, STEP, showPass } from '@core/pass'
import { View } from '@tarojs/components'
import { cloudNow } from '@/platform/clock'
import { hmacSha256 } from '@/platform/hmac'
import { QrImage } from '@/ui/qr-image'
import { useNow } from '@/ui/use-now'
import { useWords } from '@/words/use-words'

const SECOND = 1_000

/** The code as it is now: another every half minute, made on the phone. The frame round it says how much of that is left. */
export function PassCode({ pass }: { pass: Pass }) {
  const { t } = useWords()
  useNow(SECOND)
  const now = cloudNow()
  const from = now - (now % STEP)
  const left = Math.round((1 - (now - from) / STEP) * 360)
  return (
    <View className="pass-frame" style={`--left: ${left}deg`}>
      <QrImage className="pass-code" text={showPass(pass, from, hmacSha256)} label={t('pass.image')} />
    </View>
  )
}
