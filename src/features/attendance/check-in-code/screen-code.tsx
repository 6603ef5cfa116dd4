import { checkInCodePath, screenCode } from '@core/attendance/check-in-code'
import { STEP } from '@core/attendance/pass'
import { bytesOfHex } from '@core/base/bytes'
import type { Instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { useEffect, useMemo } from 'react'
import { hmacSha256 } from '@/platform/crypto/hmac'
import { aria } from '@/platform/device/aria'
import { brighten } from '@/platform/device/brightness'
import { absoluteUrl } from '@/platform/network/address'
import { QrImage } from '@/ui/code/qr-image'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { CheckInCodeKeys } from './store'

const SECOND = 1_000

/** Rotating check-in code, computed locally; black on white in every theme. The bar shows the rest of its 30 s. */
export function ScreenCode({ keys, now }: { keys: CheckInCodeKeys; now: Instant }) {
  const { t } = useManagerWords()
  const from = now - (now % STEP)
  const text = useMemo(() => screenCode(keys.session.id, bytesOfHex(keys.screenKey), from, hmacSha256), [keys, from])
  useEffect(() => brighten(), [])
  const left = STEP - (now - from)
  return (
    <View className="check-in-code-screen">
      <QrImage className="check-in-code-qr" text={absoluteUrl(checkInCodePath(text))} label={t('wall.image')} />
      <View className="check-in-code-bar" {...aria({ hidden: true })}>
        <View className="check-in-code-bar-left" style={`width: ${(left / STEP) * 100}%`} />
      </View>
      <Text className="check-in-code-left figure">{t('wall.left', { seconds: Math.ceil(left / SECOND) })}</Text>
    </View>
  )
}
