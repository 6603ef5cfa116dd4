import { formatLoginCode } from '@core/account/code/login-code'
import { Text, View } from '@tarojs/components'
import { useEffect } from 'react'
import { brighten } from '@/platform/device/brightness'
import { QrImage } from '@/ui/code/qr-image'
import { useResidentWords } from '@/words/resident/use-resident-words'
import './login-code.scss'

const SECONDS = 60

/** Login code as a QR code and as text, with its remaining time. `left`: milliseconds. */
export function LoginCode({ code, left }: { code: string; left: number }) {
  const { t } = useResidentWords()
  useEffect(() => brighten(), [])
  const seconds = Math.ceil(left / 1_000)
  return (
    <View className="login-code-shown">
      <QrImage className="login-code-qr" text={code.toUpperCase()} label={t('desk.image')} />
      <Text className="login-code-letters figure">{formatLoginCode(code)}</Text>
      <Text className="figure">
        {t('left.minutes', { minutes: Math.floor(seconds / SECONDS), seconds: seconds % SECONDS })}
      </Text>
    </View>
  )
}
