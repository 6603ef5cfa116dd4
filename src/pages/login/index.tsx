import type { LoginWays } from '@core/contract/endpoints/account/login'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { type LoginAs, useMe } from '@/features/account/person/store'
import { APP } from '@/platform/app/app-kind'
import { go, goBack, goToMine, restartAt } from '@/platform/app/navigation'
import { cloud } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { canLoginByWechat, requestWechatLogin, takeLoginReturn } from '@/platform/wechat/wechat-login'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { LoadingState } from '@/ui/feedback/loading-state'
import { Screen } from '@/ui/layout/screen'
import { sayOutcome } from '@/words/outcome-text'
import { useWords } from '@/words/use-words'
import { NameForm } from './name-form'
import { PasskeyLogin } from './passkey-login'
import { Personas } from './personas'

/** Goes back, or to the page the WeChat login was started from; opened by its own URL there is no page to go back to. */
const leave = (to?: string) => goBack(to ? () => restartAt(to) : goToMine)

export default function Login() {
  const words = useWords()
  const { t } = words
  const { me, login } = useMe()
  const [loaded, setLoaded] = useState<CallOutcome<LoginWays>>()
  const [busy, setBusy] = useState(false)
  const [entered, setEntered] = useState(false)
  const [to, setTo] = useState<string>()
  const [message, setMessage] = useState('')
  const load = () => toOutcome(cloud('loginWays', {})).then(setLoaded)
  useDidShow(() => {
    load()
  })
  const enter = async (as: LoginAs | 'blocked' | undefined, on?: string) => {
    if (busy) return
    if (as === 'blocked') return setMessage(t('login.blocked'))
    if (!as) return setMessage(t('login.no-code'))
    setBusy(true)
    const done = await login(as)
    setBusy(false)
    if (done.state !== 'done') return setMessage(sayOutcome(words, done))
    // Users without a name are asked for one first.
    if (useMe.getState().me?.person.name) return leave(on)
    setTo(on)
    setEntered(true)
  }
  useEffect(() => {
    const back = takeLoginReturn()
    if (back === 'strange') setMessage(t('login.strange'))
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
  const wechat = ways && canLoginByWechat(ways)
  return (
    <Screen title={t('login.title')}>
      <View className="stack">
        <Text className="title">{t('login.who')}</Text>
        <ErrorText text={message} />
        {wechat && (
          <>
            <Button busy={busy} onTap={async () => enter(await requestWechatLogin(ways))}>
              {t('login.wechat')}
            </Button>
            <Text className="soft">{t('login.wechat-what')}</Text>
          </>
        )}
        {!ways && <LoadingState loaded={loaded} onAgain={load} />}
        {ways?.passkey && <PasskeyLogin quiet={wechat === true} busy={busy} onChosen={enter} onFailed={setMessage} />}
        {ways && APP === 'h5' && (
          <>
            <Button quiet={wechat || ways.passkey} onTap={() => go('/resident/pages/computer-login/index')}>
              {t('login.desk')}
            </Button>
            <Text className="soft">{t('login.desk-what')}</Text>
          </>
        )}
        {ways && APP === 'weapp' && !wechat && !ways.personas && <Text className="soft">{t('login.none')}</Text>}
        {ways?.personas && <Personas personas={ways.personas} onChoose={(persona) => enter({ persona })} />}
      </View>
    </Screen>
  )
}
