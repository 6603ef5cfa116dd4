import { sayTitle } from '@core/account/role-words'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { PassedWards, usePassedWards } from './passed-wards'
import { type RoleHolder, useRoles } from './store'

/** Confirmation before a role is ended, which takes effect at once: it lists which wards and bookings pass to whom. */
export function EndRoleSheet({
  holder,
  onClose,
  onEnded,
}: {
  holder: RoleHolder
  onClose: () => void
  onEnded: () => void
}) {
  const words = useManagerWords()
  const { t, language } = words
  const { person, name, role, me } = holder
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const { preview, look } = usePassedWards(person, role)
  const title = sayTitle(language, role.role)
  const end = async () => {
    setBusy(true)
    const ended = await useRoles.getState().end(person, role)
    setBusy(false)
    if (ended.state === 'done') return onEnded()
    setOutcome(ended)
  }
  return (
    <BottomSheet title={me ? t('people.lay-sure', { title }) : t('people.end-sure', { name, title })} onClose={onClose}>
      <Text>{t(role.role === 'member' ? 'people.end-member' : me ? 'people.lay-what' : 'people.end-what')}</Text>
      <PassedWards preview={preview} />
      <ErrorText text={sayOutcome(words, outcome ?? preview)} />
      <Button busy={busy || !preview} onTap={preview?.state === 'no-signal' ? look : end}>
        {t(me ? 'people.lay-down' : 'people.end')}
      </Button>
      <Button quiet onTap={onClose}>
        {t('people.not')}
      </Button>
    </BottomSheet>
  )
}
