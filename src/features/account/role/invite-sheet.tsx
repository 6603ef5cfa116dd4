import type { Role } from '@core/account/role'
import { sayDoes, sayTitle } from '@core/account/role-words'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { Segments } from '@/ui/fields/segments'
import { Select } from '@/ui/fields/select'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { type NewInvitation, useRoles } from './store'

type Props = {
  /** Roles on offer: several roles at one place, or one role at several places. */
  offers: readonly Role[]
  placeOf: (role: Role) => string
  onClose: () => void
  onMade: (invited: NewInvitation) => void
}

/** Sheet to choose the role or the place; then the invitation is made. */
export function RoleInviteSheet({ offers, placeOf, onClose, onMade }: Props) {
  const words = useManagerWords()
  const { t, language } = words
  const [at, setAt] = useState(0)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const role = offers[at] as Role
  const several = new Set(offers.map((one) => one.role)).size > 1
  const options = offers.map((one, nth) => ({
    key: String(nth),
    name: several ? sayTitle(language, one.role) : placeOf(one),
  }))
  const choose = (key: string) => setAt(Number(key))
  const make = async () => {
    setBusy(true)
    const made = await useRoles.getState().invite(role)
    setBusy(false)
    setOutcome(made)
    if (made.state === 'done') onMade(made.answer)
  }
  return (
    <BottomSheet title={t('people.invite')} onClose={onClose}>
      {several && <Text className="soft">{placeOf(role)}</Text>}
      {several && <Segments label={t('people.invite-as')} options={options} on={String(at)} onChoose={choose} />}
      {!several && <Text className="soft">{sayTitle(language, role.role)}</Text>}
      {!several && offers.length > 1 && (
        <Select label={t('people.where')} options={options} on={String(at)} onChoose={choose} />
      )}
      <Text>{sayDoes(language, role.role)}</Text>
      <ErrorText text={sayOutcome(words, outcome)} />
      <Button busy={busy} onTap={make}>
        {t('people.make')}
      </Button>
    </BottomSheet>
  )
}
