import type { LoginWays } from '@core/contract/rows/account'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { type As, useMe } from '@/features/account/person/store'
import { APP } from '@/platform/app/app-kind'
import { cloud } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'
import { askWechat, cameBack, hasWechat } from '@/platform/wechat/wechat-login'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Asking } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { sayOutcome } from '@/words/outcome-text'
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
  const [loaded, setLoaded] = useState<Settled<LoginWays>>()
  const [busy, setBusy] = useState(false)
  const [entered, setEntered] = useState(false)
  const [to, setTo] = useState<string>()
  const [said, setSaid] = useState('')
  const load = () => settle(cloud('loginWays', {})).then(setLoaded)
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
  const ways = loaded?.state === 'done' ? loaded.answer : undefined
  const wechat = ways && hasWechat(ways)
  return (
    <Screen title={t('login.title')}>
      <View className="stack">
        <Text className="title">{t('login.who')}</Text>
        <Said text={said} />
        {wechat && (
          <>
            <Action busy={busy} onTap={async () => enter(await askWechat(ways))}>
              {t('login.wechat')}
            </Action>
            <Text className="soft">{t('login.wechat-what')}</Text>
          </>
        )}
        {!ways && <Asking loaded={loaded} onAgain={load} />}
        {ways && APP === 'h5' && (
          <>
            <Action quiet={wechat} onTap={() => Taro.navigateTo({ url: '/resident/pages/computer-login/index' })}>
              {t('login.desk')}
            </Action>
            <Text className="soft">{t('login.desk-what')}</Text>
          </>
        )}
        {ways && APP === 'weapp' && !wechat && !ways.personas && <Text className="soft">{t('login.none')}</Text>}
        {ways?.personas && <Personas personas={ways.personas} onChoose={(persona) => enter({ persona })} />}
      </View>
    </Screen>
  )
}
