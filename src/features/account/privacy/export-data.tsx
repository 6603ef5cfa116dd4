import { addressOf } from '@core/contract/client'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { canOpen, type DownloadResult, download } from '@/platform/files/download'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** Exports everything stored about me as one file. */
export function ExportData() {
  const { t } = useResidentWords()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<DownloadResult>()
  const save = async () => {
    setBusy(true)
    setOutcome(undefined)
    setOutcome(await download(addressOf('exportMe', {}), t('privacy.file')))
    setBusy(false)
  }
  return (
    <View className="card stack">
      <Text className="heading">{t('privacy.keep-title')}</Text>
      <Text className="soft">{t('privacy.keep-what')}</Text>
      {!canOpen('json') && <Text className="soft">{t('privacy.keep-chat')}</Text>}
      <Button quiet busy={busy} onTap={save}>
        {t('privacy.keep')}
      </Button>
      {outcome === 'saved' && (
        <Text className="small good" {...aria({ role: 'status' })}>
          {t('privacy.kept')}
        </Text>
      )}
      <ErrorText
        text={outcome === 'no-signal' ? t('offline.act') : outcome === 'failed' ? t('privacy.keep-failed') : ''}
      />
    </View>
  )
}
