import { type DaySheet, type SheetFile, sheetName } from '@core/attendance/day-report'
import { addressOf } from '@core/contract/client'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import { type Downloaded, download, opens } from '@/platform/files/download'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { useDeskWords } from '@/words/manager/use-manager-words'

const ROWS = { xlsx: 'sheetXlsx', csv: 'sheetCsv' } as const

/** The day as a file, in the two ways that programs read; those that this phone can do something with. */
export function SaveButtons({ sheet: { station, stationName, day } }: { sheet: DaySheet }) {
  const { t } = useDeskWords()
  const [busy, setBusy] = useState<SheetFile>()
  const [outcome, setOutcome] = useState<Downloaded>()
  const save = async (ending: SheetFile) => {
    setBusy(ending)
    setOutcome(undefined)
    const path = addressOf(ROWS[ending], { params: { id: station }, query: { day } })
    setOutcome(await download(path, sheetName(stationName, day, ending)))
    setBusy(undefined)
  }
  return (
    <View className="tight">
      <View className="sheet-save">
        <Action busy={busy === 'xlsx'} onTap={() => save('xlsx')}>
          {t('sheet.xlsx')}
        </Action>
        {opens('csv') && (
          <Action quiet busy={busy === 'csv'} onTap={() => save('csv')}>
            {t('sheet.csv')}
          </Action>
        )}
      </View>
      {outcome === 'saved' && (
        <Text className="small good" {...aria({ role: 'status' })}>
          {t('sheet.saved')}
        </Text>
      )}
      <Said text={outcome === 'no-signal' ? t('offline.act') : outcome === 'failed' ? t('sheet.failed') : ''} />
    </View>
  )
}
