import { KEPT_DAYS } from '@core/account/privacy'
import { dayOf, instant } from '@core/base/time'
import type { Login } from '@core/contract/rows/privacy'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import { sayDay } from '@/words/time-text'
import { useLogins } from './store'

/** Where I am logged in, and the end of each that is not here. */
export function LoginList({ now }: { now: number }) {
  const words = useMoreWords()
  const { t } = words
  const logins = useLogins((state) => state.logins)
  const [outcome, setOutcome] = useState<Settled>()
  const [ending, setEnding] = useState<string>()
  useDidShow(() => {
    useLogins.getState().load().then(setOutcome)
  })
  const end = async (id: string) => {
    setEnding(id)
    setOutcome(await useLogins.getState().end(id))
    setEnding(undefined)
  }
  const dayAt = (at: string) => sayDay(words, dayOf(instant(at)), now)
  const line = ({ id, app, desk, since, usedAt, here }: Login) => (
    <View key={id} className="line">
      <View className="grow tight">
        <Text>{t(desk ? 'logins.desk' : app ? `logins.${app}` : 'logins.other')}</Text>
        <Text className="small soft">{t('logins.when', { since: dayAt(since), used: dayAt(usedAt) })}</Text>
      </View>
      {here ? (
        <Text className="small good">{t('logins.here')}</Text>
      ) : (
        <Action quiet slim busy={ending === id} onTap={() => end(id)}>
          {t('logins.end')}
        </Action>
      )}
    </View>
  )
  return (
    <View className="card stack">
      <Text className="heading">{t('logins.title')}</Text>
      <Text className="soft">{t('logins.what', { days: KEPT_DAYS.login })}</Text>
      {logins && <View>{logins.map(line)}</View>}
      <Said text={sayOutcome(words, outcome)} />
    </View>
  )
}
