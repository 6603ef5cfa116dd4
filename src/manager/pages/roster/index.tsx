import type { RosterEntry } from '@core/attendance'
import { clockOf, instant } from '@core/time'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { countOf, type Scanned, useRoster } from '@/features/roster/store'
import { Verdict } from '@/features/roster/verdict'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Screen } from '@/ui/screen'
import { Sheet } from '@/ui/sheet'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { sayWhen } from '@/words/when'
import '@/features/roster/roster.scss'

export default function RosterPage() {
  const words = useDeskWords()
  const { t } = words
  const now = useNow()
  const { id = '' } = useRouter().params
  const known = useRoster(({ rosters }) => rosters[id])
  const { load, scan } = useRoster.getState()
  const [state, setState] = useState<'asking' | 'here' | 'gone' | 'no-signal'>('asking')
  const [marking, setMarking] = useState<RosterEntry>()
  const [scanned, setScanned] = useState<Scanned>()
  const [busy, setBusy] = useState(false)
  const refresh = () => load(id).then(setState)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))

  if (!known) {
    return (
      <Screen title={t('roster.title')}>
        {state === 'asking' && <Bones count={3} label={t('loading')} />}
        {state === 'gone' && <Empty text={t('session.gone')} />}
        {state === 'no-signal' && <Empty text={t('offline.act')} action={t('offline.again')} onTap={refresh} />}
      </Screen>
    )
  }
  const { session, roster } = known
  const { booked, came } = countOf(roster)
  const mark = async (entry: RosterEntry) => {
    setBusy(true)
    setScanned(await scan(entry.booking, id))
    setBusy(false)
    setMarking(undefined)
    refresh()
  }
  return (
    <Screen title={t('roster.title')} wide>
      <View className="stack">
        {state === 'no-signal' && <Notice text={t('offline.act')} />}
        <View className="row between wrap">
          <View className="tight">
            <Text className="title">{session.title}</Text>
            <Text className="soft figure">{sayWhen(words, session, now)}</Text>
          </View>
          <View className="row wrap">
            <Action quiet onTap={() => Taro.navigateTo({ url: `/manager/pages/line/index?id=${id}` })}>
              {t('roster.line')}
            </Action>
            <Action sign="scan" onTap={() => Taro.navigateTo({ url: `/manager/pages/scan/index?session=${id}` })}>
              {t('manager.scan')}
            </Action>
          </View>
        </View>
        <Text className="heading figure">{t('roster.count', { came, booked })}</Text>
        <View className="bar">
          <View className="bar-full" style={`width: ${booked ? (came / booked) * 100 : 0}%`} />
        </View>
        {roster.length === 0 && <Empty text={t('roster.empty')} />}
        <View className="desk">
          {roster.map((entry) => (
            <View key={`${entry.booking} ${entry.person}`} className="card row between">
              <View className="tight grow">
                <Text className="heading">{entry.name}</Text>
                <Text className="small soft figure">{t('roster.code', { last: entry.code.slice(-4) })}</Text>
              </View>
              {entry.came ? (
                <Text className="good figure">
                  {t(`means.${entry.came.means}`)} {clockOf(instant(entry.came.at))}
                </Text>
              ) : (
                <Action quiet slim onTap={() => setMarking(entry)}>
                  {t('roster.mark')}
                </Action>
              )}
            </View>
          ))}
        </View>
      </View>
      {marking && (
        <Sheet title={t('roster.mark-sure', { name: marking.name })} onClose={() => setMarking(undefined)}>
          <Text>
            {t('roster.mark-what', { count: roster.filter((entry) => entry.booking === marking.booking).length })}
          </Text>
          <Action busy={busy} onTap={() => mark(marking)}>
            {t('roster.mark-yes')}
          </Action>
        </Sheet>
      )}
      {scanned && (
        <Sheet title={t('roster.marked')} onClose={() => setScanned(undefined)}>
          <Verdict scanned={scanned} />
        </Sheet>
      )}
    </Screen>
  )
}
