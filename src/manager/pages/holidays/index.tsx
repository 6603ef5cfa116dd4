import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { HolidayForm } from '@/features/district/holiday/holiday-form'
import { useHolidays } from '@/features/district/holiday/store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { ErrorText } from '@/ui/feedback/error-text'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayDay } from '@/words/time-text'

export default function HolidaysPage() {
  const words = useManagerWords()
  const { t } = words
  const now = useNow()
  const holidays = useHolidays((state) => state.holidays)
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [removed, setRemoved] = useState<CallOutcome>()
  const refresh = () => useHolidays.getState().load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  return (
    <ManagerScreen act="import" title={t('holiday.title')} wide>
      <View className="stack">
        <Text className="soft">{t('holiday.what')}</Text>
        <HolidayForm now={now} />
        {!holidays && <LoadingState loaded={loaded} onAgain={refresh} />}
        {holidays?.length === 0 && <EmptyState text={t('holiday.none')} />}
        <ErrorText text={sayOutcome(words, removed)} />
        <View className="wide-grid">
          {holidays?.map(({ day, kind, name }) => (
            <View key={day} className="card row wrap">
              <View className="grow tight">
                <Text className="heading">{name}</Text>
                <Text className="small soft figure">
                  {sayDay(words, day, now)} · {t(`holiday.${kind}`)}
                </Text>
              </View>
              <Button quiet slim of={name} onTap={() => useHolidays.getState().remove(day).then(setRemoved)}>
                {t('holiday.remove')}
              </Button>
            </View>
          ))}
        </View>
      </View>
    </ManagerScreen>
  )
}
