import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { LoginCodeForm, type TypedCode } from '@/features/account/login/login-code-form'
import { useMe } from '@/features/account/person/store'
import { goBack, goToMine } from '@/platform/app/navigation'
import { Screen } from '@/ui/layout/screen'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'

/** Goes back to the page before the login page; opened by its own URL there is none. */
const leave = () => goBack(goToMine, 2)

/** Login on a computer, with the code shown on the user's phone, or with a recovery code. */
export default function ComputerLogin() {
  const words = useResidentWords()
  const { t } = words
  const login = useMe((state) => state.login)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const enter = async (code: TypedCode) => {
    setBusy(true)
    const done = await login(code)
    setBusy(false)
    setRefused(sayOutcome(words, done))
    if (done.state === 'done') leave()
  }
  return (
    <Screen title={t('login.title')}>
      <View className="stack">
        <Text className="title">{t('at-desk.title')}</Text>
        <Text>{t('at-desk.how')}</Text>
        <LoginCodeForm busy={busy} refused={refused} onCode={enter} />
        <Text className="soft">{t('at-desk.only-yours')}</Text>
      </View>
    </Screen>
  )
}
