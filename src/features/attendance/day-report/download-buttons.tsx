import { type DayReport, type ReportFormat, reportFileName } from '@core/attendance/day-report'
import { addressOf } from '@core/contract/client'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { canOpen, type DownloadResult, download } from '@/platform/files/download'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { useManagerWords } from '@/words/manager/use-manager-words'

const ROWS = { xlsx: 'sheetXlsx', csv: 'sheetCsv' } as const

/** Downloads of the day report, as XLSX and CSV; only the formats this platform can handle. */
export function DownloadButtons({ sheet: { station, stationName, day } }: { sheet: DayReport }) {
  const { t } = useManagerWords()
  const [busy, setBusy] = useState<ReportFormat>()
  const [outcome, setOutcome] = useState<DownloadResult>()
  const save = async (ending: ReportFormat) => {
    setBusy(ending)
    setOutcome(undefined)
    const path = addressOf(ROWS[ending], { params: { id: station }, query: { day } })
    setOutcome(await download(path, reportFileName(stationName, day, ending)))
    setBusy(undefined)
  }
  return (
    <View className="tight">
      <View className="report-downloads">
        <Button busy={busy === 'xlsx'} onTap={() => save('xlsx')}>
          {t('sheet.xlsx')}
        </Button>
        {canOpen('csv') && (
          <Button quiet busy={busy === 'csv'} onTap={() => save('csv')}>
            {t('sheet.csv')}
          </Button>
        )}
      </View>
      {outcome === 'saved' && (
        <Text className="small good" {...aria({ role: 'status' })}>
          {t('sheet.saved')}
        </Text>
      )}
      <ErrorText text={outcome === 'no-signal' ? t('offline.act') : outcome === 'failed' ? t('sheet.failed') : ''} />
    </View>
  )
}
