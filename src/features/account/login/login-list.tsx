import { RETENTION_DAYS } from '@core/account/privacy'
import { dayOf, instant } from '@core/base/time'
import type { Login } from '@core/contract/endpoints/account/login'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { sayDay } from '@/words/time-text'
import { useLogins } from './store'

/** Stands for all other logins where the id of one that is being ended is kept. */
const ALL = 'all'

/** List of my active logins; every one except this device's can be ended, one by one or all at once. */
export function LoginList({ now }: { now: number }) {
  const words = useResidentWords()
  const { t } = words
  const logins = useLogins((state) => state.logins)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const [ending, setEnding] = useState<string>()
  useDidShow(() => {
    useLogins.getState().load().then(setOutcome)
  })
  const end = async (id: string) => {
    setEnding(id)
    setOutcome(await useLogins.getState().end(id))
    setEnding(undefined)
  }
  const endOthers = async () => {
    setEnding(ALL)
    setOutcome(await useLogins.getState().endOthers())
    setEnding(undefined)
  }
  const dayAt = (at: string) => sayDay(words, dayOf(instant(at)), now)
  const line = ({ id, app, desk, since, usedAt, here }: Login) => {
    const what = t(desk ? 'logins.desk' : app ? `logins.${app}` : 'logins.other')
    const when = t('logins.when', { since: dayAt(since), used: dayAt(usedAt) })
    return (
      <View key={id} className="line wrap">
        <View className="grow tight">
          <Text>{what}</Text>
          <Text className="small soft">{when}</Text>
        </View>
        {here ? (
          <Text className="small good">{t('logins.here')}</Text>
        ) : (
          <Button quiet slim of={`${what}，${when}`} busy={ending === id} onTap={() => end(id)}>
            {t('logins.end')}
          </Button>
        )}
      </View>
    )
  }
  return (
    <View className="card stack">
      <Text className="heading">{t('logins.title')}</Text>
      <Text className="soft">{t('logins.what', { days: RETENTION_DAYS.login })}</Text>
      {logins && <View>{logins.map(line)}</View>}
      {logins && logins.length > 2 && (
        <Button quiet busy={ending === ALL} onTap={endOthers}>
          {t('logins.end-others')}
        </Button>
      )}
      <ErrorText text={sayOutcome(words, outcome)} />
    </View>
  )
}
