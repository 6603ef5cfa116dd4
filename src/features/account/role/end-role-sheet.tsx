import { sayTitle } from '@core/account/role-words'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { type Holder, useRoles } from './store'

/** Sure? It is over at once, everywhere. */
export function EndSheet({ holder, onClose, onEnded }: { holder: Holder; onClose: () => void; onEnded: () => void }) {
  const words = useDeskWords()
  const { t, language } = words
  const { person, name, role, me } = holder
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Settled>()
  const title = sayTitle(language, role.role)
  const end = async () => {
    setBusy(true)
    const ended = await useRoles.getState().end(person, role)
    setBusy(false)
    if (ended.state === 'done') return onEnded()
    setOutcome(ended)
  }
  return (
    <Sheet title={me ? t('people.lay-sure', { title }) : t('people.end-sure', { name, title })} onClose={onClose}>
      <Text>{t(role.role === 'member' ? 'people.end-member' : me ? 'people.lay-what' : 'people.end-what')}</Text>
      <Said text={sayOutcome(words, outcome)} />
      <Action busy={busy} onTap={end}>
        {t(me ? 'people.lay-down' : 'people.end')}
      </Action>
      <Action quiet onTap={onClose}>
        {t('people.not')}
      </Action>
    </Sheet>
  )
}
