import type { LoginWays } from '@core/contract/rows/account'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { type As, useMe } from '@/features/person/store'
import { cloud, isNoSignal } from '@/platform/cloud'
import { askWechat, cameBack, hasWechat } from '@/platform/login'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Said } from '@/ui/said'
import { Screen } from '@/ui/screen'
import { sayOutcome } from '@/words/outcome'
import { useWords } from '@/words/use-words'
import { NameForm } from './name-form'
import { Personas } from './personas'

/** Opened by its own address there is nothing to go back to, unless WeChat was asked on the way. */
const leave = (to?: string) => {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
  else if (to) Taro.reLaunch({ url: to })
  else Taro.switchTab({ url: '/pages/mine/index' })
}

export default function Login() {
  const words = useWords()
  const { t } = words
  const { me, login } = useMe()
  const [ways, setWays] = useState<LoginWays | 'no-signal'>()
  const [busy, setBusy] = useState(false)
  const [entered, setEntered] = useState(false)
  const [to, setTo] = useState<string>()
  const [said, setSaid] = useState('')
  const load = async () => {
    try {
      const result = await cloud('loginWays', {})
      if (result.ok === true) setWays(result.answer)
    } catch (fault) {
      if (!isNoSignal(fault)) throw fault
      setWays('no-signal')
    }
  }
  useDidShow(() => {
    load()
  })
  const enter = async (as: As | undefined, on?: string) => {
    if (busy) return
    if (!as) return setSaid(t('login.no-code'))
    setBusy(true)
    const done = await login(as)
    setBusy(false)
    if (done.state !== 'done') return setSaid(sayOutcome(words, done))
    // Who has no name yet is asked for one before they go on.
    if (useMe.getState().me?.person.name) return leave(on)
    setTo(on)
    setEntered(true)
  }
  useEffect(() => {
    const back = cameBack()
    if (back === 'strange') setSaid(t('login.strange'))
    else if (back) enter({ official: back.official }, back.to)
  }, [])
  if (entered && me) {
    return (
      <Screen title={t('login.title')}>
        <NameForm id={me.person.id} onDone={() => leave(to)} />
      </Screen>
    )
  }
  const known = ways === 'no-signal' ? undefined : ways
  const wechat = known && hasWechat(known)
  return (
    <Screen title={t('login.title')}>
      <View className="stack">
        <Text className="title">{t('login.who')}</Text>
        <Said text={said} />
        {wechat && (
          <>
            <Action busy={busy} onTap={async () => enter(await askWechat(known))}>
              {t('login.wechat')}
            </Action>
            <Text className="soft">{t('login.wechat-what')}</Text>
          </>
        )}
        {!ways && <Bones count={3} label={t('loading')} />}
        {ways === 'no-signal' && <Empty text={t('offline.act')} action={t('offline.again')} onTap={load} />}
        {known && !wechat && !known.personas && <Text className="soft">{t('login.none')}</Text>}
        {known?.personas && <Personas personas={known.personas} onChoose={(persona) => enter({ persona })} />}
      </View>
    </Screen>
  )
}
