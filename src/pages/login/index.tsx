import type { PersonaId } from '@core/persona'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { useMe } from '@/features/person/store'
import { aria } from '@/platform/aria'
import { cloud, isNoSignal } from '@/platform/cloud'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Screen } from '@/ui/screen'
import { Sign } from '@/ui/sign'
import { Touch } from '@/ui/touch'
import { useWords } from '@/words/use-words'

type Personas = { persona: PersonaId; name: string }[]

export default function Login() {
  const { t } = useWords()
  const login = useMe((state) => state.login)
  const [personas, setPersonas] = useState<Personas | 'none' | 'no-signal'>()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const load = async () => {
    try {
      const result = await cloud('personas', {})
      setPersonas(result.ok === true ? result.answer.personas : 'none')
    } catch (fault) {
      if (!isNoSignal(fault)) throw fault
      setPersonas('no-signal')
    }
  }
  useDidShow(() => {
    load()
  })
  const enter = async (persona: PersonaId) => {
    if (busy) return
    setBusy(true)
    const done = await login(persona)
    setBusy(false)
    if (done.state !== 'done') return setSaid(done.state === 'wrong' ? done.message : t('offline.act'))
    // Opened by its own address there is nothing to go back to.
    if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
    else Taro.switchTab({ url: '/pages/mine/index' })
  }
  return (
    <Screen title={t('login.title')}>
      <View className="stack">
        <Text className="title">{t('login.who')}</Text>
        {said && (
          <Text className="red" {...aria({ role: 'alert' })}>
            {said}
          </Text>
        )}
        {!personas && <Bones count={3} label={t('loading')} />}
        {personas === 'no-signal' && <Empty text={t('offline.act')} action={t('offline.again')} onTap={load} />}
        {personas === 'none' && <Text className="soft">{t('login.none')}</Text>}
        {Array.isArray(personas) && (
          <>
            <Text className="soft">{t('login.demo')}</Text>
            {personas.map(({ persona, name }) => (
              <Touch
                key={persona}
                className="card row"
                label={`${name}，${t(`persona.${persona}`)}`}
                onTap={() => enter(persona)}
              >
                <Sign name="mine" />
                <View className="grow tight">
                  <Text className="heading">{name}</Text>
                  <Text className="small soft">{t(`persona.${persona}`)}</Text>
                </View>
                <Sign name="next" />
              </Touch>
            ))}
          </>
        )}
      </View>
    </Screen>
  )
}
