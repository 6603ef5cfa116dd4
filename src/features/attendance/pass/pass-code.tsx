import { type Pass, STEP, showPass } from '@core/attendance/pass'
import { View } from '@tarojs/components'
import { hmacSha256 } from '@/platform/crypto/hmac'
import { cloudNow } from '@/platform/network/cloud-clock'
import { QrImage } from '@/ui/code/qr-image'
import { useNow } from '@/ui/layout/use-now'
import { useWords } from '@/words/use-words'

const SECOND = 1_000

/** Rotating pass code, computed on the phone every 30 s. The ring shows the remaining time. */
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
