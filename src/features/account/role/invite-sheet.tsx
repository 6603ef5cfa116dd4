import type { Role } from '@core/account/role'
import { sayDoes, sayTitle } from '@core/account/role-words'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Said } from '@/ui/feedback/error-text'
import { Segments } from '@/ui/fields/segments'
import { Choice } from '@/ui/fields/select'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { type Invited, useRoles } from './store'

type Props = {
  /** What can be offered here: what somebody would be at one place, or one thing at many. */
  offers: readonly Role[]
  placeOf: (role: Role) => string
  onClose: () => void
  onMade: (invited: Invited) => void
}

/** What, or where, somebody is invited to; then a code is made. */
export function InviteSheet({ offers, placeOf, onClose, onMade }: Props) {
  const words = useDeskWords()
  const { t, language } = words
  const [at, setAt] = useState(0)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Settled>()
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
    <Sheet title={t('people.invite')} onClose={onClose}>
      {several && <Text className="soft">{placeOf(role)}</Text>}
      {several && <Segments label={t('people.invite-as')} options={options} on={String(at)} onChoose={choose} />}
      {!several && <Text className="soft">{sayTitle(language, role.role)}</Text>}
      {!several && offers.length > 1 && (
        <Choice label={t('people.where')} options={options} on={String(at)} onChoose={choose} />
      )}
      <Text>{sayDoes(language, role.role)}</Text>
      <Said text={sayOutcome(words, outcome)} />
      <Action busy={busy} onTap={make}>
        {t('people.make')}
      </Action>
    </Sheet>
  )
}
