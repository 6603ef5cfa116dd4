import type { Login } from '@core/contract/rows/privacy'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { aria } from '@/platform/aria'
import type { Settled } from '@/platform/settle'
import { Action } from '@/ui/action'
import { Said } from '@/ui/said'
import { Sign } from '@/ui/sign'
import { useMoreWords } from '@/words/more/use-more-words'
import { sayOutcome } from '@/words/outcome'
import { useDesk } from './desk-store'
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
