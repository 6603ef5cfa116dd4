import { addressOf } from '@core/contract/client'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { type Downloaded, download, opens } from '@/platform/files/download'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { useMoreWords } from '@/words/resident/use-resident-words'

/** All that is kept about me, as a file of mine. */
export function KeepMine() {
  const { t } = useMoreWords()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Downloaded>()
  const keep = async () => {
    setBusy(true)
    setOutcome(undefined)
    setOutcome(await download(addressOf('exportMe', {}), t('privacy.file')))
    setBusy(false)
  }
  return (
    <View className="card stack">
      <Text className="heading">{t('privacy.keep-title')}</Text>
      <Text className="soft">{t('privacy.keep-what')}</Text>
      {!opens('json') && <Text className="soft">{t('privacy.keep-chat')}</Text>}
      <Action quiet busy={busy} onTap={keep}>
        {t('privacy.keep')}
      </Action>
      {outcome === 'saved' && (
        <Text className="small good" {...aria({ role: 'status' })}>
          {t('privacy.kept')}
        </Text>
      )}
      <Said text={outcome === 'no-signal' ? t('offline.act') : outcome === 'failed' ? t('privacy.keep-failed') : ''} />
    </View>
  )
}
