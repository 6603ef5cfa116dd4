import type { Login } from '@core/contract/endpoints/account/login'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { Icon } from '@/ui/buttons/icon'
import { ErrorText } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { useLoginCodeStore } from './login-code-store'
import { useLogins } from './store'

type Props = { login: Login | undefined; onDone: () => void; onAgain: () => void }

/** Shown once the code has been used: which device logged in, and a button to end that login. */
export function LoginCodeUsed({ login, onDone, onAgain }: Props) {
  const words = useResidentWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const end = async (id: string) => {
    setBusy(true)
    setOutcome(await useLogins.getState().end(id))
    await useLoginCodeStore.getState().look()
    setBusy(false)
  }
  if (!login) {
    return (
      <View className="card stack" {...aria({ role: 'status' })}>
        <Text className="heading">{t('desk.ended')}</Text>
        <Button quiet onTap={onAgain}>
          {t('desk.again')}
        </Button>
      </View>
    )
  }
  return (
    <View className="card stack" {...aria({ role: 'status' })}>
      <View className="row good">
        <Icon name="check" />
        <Text className="heading">{t('desk.used')}</Text>
      </View>
      <Text>{t('desk.used-what', { where: t(login.app ? `logins.${login.app}` : 'logins.other') })}</Text>
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button onTap={onDone}>{t('desk.mine')}</Button>
      <Button quiet busy={busy} onTap={() => end(login.id)}>
        {t('desk.not-me')}
      </Button>
    </View>
  )
}
