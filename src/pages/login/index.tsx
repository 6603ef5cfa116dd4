import type { PersonaId } from '@core/persona'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/person/store'
import { cloud, isNoSignal } from '@/platform/cloud'
import { hasWechat, wechatCode } from '@/platform/login'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Said } from '@/ui/said'
import { Screen } from '@/ui/screen'
import { sayOutcome } from '@/words/outcome'
import { useWords } from '@/words/use-words'
import { NameForm } from './name-form'
import { Personas } from './personas'

type Demo = { persona: PersonaId; name: string }[]

/** Opened by its own address there is nothing to go back to. */
const leave = () => {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
  else Taro.switchTab({ url: '/pages/mine/index' })
}

export default function Login() {
  const words = useWords()
  const { t } = words
  const { me, login } = useMe()
  const [demo, setDemo] = useState<Demo | 'none' | 'no-signal'>()
  const [busy, setBusy] = useState(false)
  const [entered, setEntered] = useState(false)
  const [said, setSaid] = useState('')
  const load = async () => {
    try {
      const result = await cloud('personas', {})
      setDemo(result.ok === true ? result.answer.personas : 'none')
    } catch (fault) {
      if (!isNoSignal(fault)) throw fault
      setDemo('no-signal')
    }
  }
  useDidShow(() => {
    load()
  })
  const enter = async (as: { persona: PersonaId } | { code: string } | undefined) => {
    if (busy) return
    if (!as) return setSaid(t('login.no-code'))
    setBusy(true)
    const done = await login(as)
    setBusy(false)
    if (done.state !== 'done') return setSaid(sayOutcome(words, done))
    // Who has no name yet is asked for one before they go on.
    if (useMe.getState().me?.person.name) leave()
    else setEntered(true)
  }
  const byWechat = async () => {
    const code = await wechatCode()
    return enter(code ? { code } : undefined)
  }
  if (entered && me) {
    return (
      <Screen title={t('login.title')}>
        <NameForm id={me.person.id} onDone={leave} />
      </Screen>
    )
  }
  return (
    <Screen title={t('login.title')}>
      <View className="stack">
        <Text className="title">{t('login.who')}</Text>
        <Said text={said} />
        {hasWechat && (
          <>
            <Action busy={busy} onTap={byWechat}>
              {t('login.wechat')}
            </Action>
            <Text className="soft">{t('login.wechat-what')}</Text>
          </>
        )}
        {!demo && <Bones count={3} label={t('loading')} />}
        {demo === 'no-signal' && <Empty text={t('offline.act')} action={t('offline.again')} onTap={load} />}
        {demo === 'none' && !hasWechat && <Text className="soft">{t('login.none')}</Text>}
        {Array.isArray(demo) && <Personas personas={demo} onChoose={(persona) => enter({ persona })} />}
      </View>
    </Screen>
  )
}
