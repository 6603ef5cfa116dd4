import { bytesOfHex } from '@core/bytes'
import { STEP } from '@core/pass'
import type { Instant } from '@core/time'
import { screenText, wallPath } from '@core/wall'
import { Text, View } from '@tarojs/components'
import { useEffect, useMemo } from 'react'
import { addressOf } from '@/platform/address'
import { aria } from '@/platform/aria'
import { brighten } from '@/platform/brightness'
import { hmacSha256 } from '@/platform/hmac'
import { QrImage } from '@/ui/qr-image'
import { useDeskWords } from '@/words/desk/use-desk-words'
import type { WallKeys } from './store'

const SECOND = 1_000

/** The code as it is now, made here: black on white whatever the theme. The bar under it is what is left of its half minute. */
export function ScreenCode({ keys, now }: { keys: WallKeys; now: Instant }) {
  const { t } = useDeskWords()
  const from = now - (now % STEP)
  const text = useMemo(() => screenText(keys.session.id, bytesOfHex(keys.screenKey), from, hmacSha256), [keys, from])
  useEffect(() => brighten(), [])
  const left = STEP - (now - from)
  return (
    <View className="wall-screen">
      <QrImage className="wall-code" text={addressOf(wallPath(text))} label={t('wall.image')} />
      <View className="wall-bar" {...aria({ hidden: true })}>
        <View className="wall-bar-left" style={`width: ${(left / STEP) * 100}%`} />
      </View>
      <Text className="wall-left figure">{t('wall.left', { seconds: Math.ceil(left / SECOND) })}</Text>
    </View>
  )
}
