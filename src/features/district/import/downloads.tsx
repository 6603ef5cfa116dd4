import { addressOf } from '@core/contract/client'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { type DownloadResult, download } from '@/platform/files/download'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'

const NAMES = { importTemplate: '导入模板.xlsx', exportDistrict: '全区站点.xlsx' } as const
type Which = keyof typeof NAMES

/** Downloads of the empty workbook, and of the district as it is. */
export function ImportDownloads() {
  const { t } = useManagerWords()
  const [busy, setBusy] = useState<Which>()
  const [outcome, setOutcome] = useState<DownloadResult>()
  const save = (which: Which) => async () => {
    setBusy(which)
    setOutcome(undefined)
    setOutcome(await download(addressOf(which, {}), NAMES[which]))
    setBusy(undefined)
  }
  return (
    <View className="tight">
      <View className="row wrap">
        <Button quiet slim busy={busy === 'importTemplate'} onTap={save('importTemplate')}>
          {t('import.template')}
        </Button>
        <Button quiet slim busy={busy === 'exportDistrict'} onTap={save('exportDistrict')}>
          {t('import.export')}
        </Button>
      </View>
      {outcome === 'saved' && (
        <Text className="small good" {...aria({ role: 'status' })}>
          {t('import.downloaded')}
        </Text>
      )}
      <ErrorText
        text={outcome === 'no-signal' ? t('offline.act') : outcome === 'failed' ? t('import.download-failed') : ''}
      />
    </View>
  )
}
