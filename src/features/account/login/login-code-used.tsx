import type { Login } from '@core/contract/rows/privacy'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/device/aria'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Sign } from '@/ui/buttons/icon'
import { Said } from '@/ui/feedback/error-text'
import { sayOutcome } from '@/words/outcome-text'
import { useMoreWords } from '@/words/resident/use-resident-words'
import { useDesk } from './login-code-store'
import { useLogins } from './store'

type Props = { login: Login | undefined; onDone: () => void; onAgain: () => void }

/** Somebody used the code: by what, and its end at one tap, if it was not oneself. */
export function DeskUsed({ login, onDone, onAgain }: Props) {
  const words = useMoreWords()
  const { t } = words
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Settled>()
  const end = async (id: string) => {
    setBusy(true)
    setOutcome(await useLogins.getState().end(id))
    await useDesk.getState().look()
    setBusy(false)
  }
  if (!login) {
    return (
      <View className="card stack" {...aria({ role: 'status' })}>
        <Text className="heading">{t('desk.ended')}</Text>
        <Action quiet onTap={onAgain}>
          {t('desk.again')}
        </Action>
      </View>
    )
  }
  return (
    <View className="card stack" {...aria({ role: 'status' })}>
      <View className="row good">
        <Sign name="check" />
        <Text className="heading">{t('desk.used')}</Text>
      </View>
      <Text>{t('desk.used-what', { where: t(login.app ? `logins.${login.app}` : 'logins.other') })}</Text>
      <Said text={sayOutcome(words, outcome)} />
      <Action onTap={onDone}>{t('desk.mine')}</Action>
      <Action quiet busy={busy} onTap={() => end(login.id)}>
        {t('desk.not-me')}
      </Action>
    </View>
  )
}
