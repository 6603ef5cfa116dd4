import { isRole, type Role } from '@core/account/role'
import { sayDoes, sayTitle } from '@core/account/role-words'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { ErrorText } from '@/ui/feedback/error-text'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { sayOutcome } from '@/words/outcome-text'
import { useResidentWords } from '@/words/resident/use-resident-words'
import { PassedWards, usePassedWards } from './passed-wards'
import { useRoles } from './store'

type Props = { person: string; roles: readonly Role[]; placeOf: (role: Role) => string }

/** My roles, what each allows, and a button to resign from it. */
export function MyRoles({ person, roles, placeOf }: Props) {
  const words = useResidentWords()
  const { t, language } = words
  const [leaving, setLeaving] = useState<Role>()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<CallOutcome>()
  const { preview, look } = usePassedWards(person, leaving)
  const titleOf = (role: Role) => [placeOf(role), sayTitle(language, role.role)].filter(Boolean).join(' · ')
  const close = () => {
    setLeaving(undefined)
    setOutcome(undefined)
  }
  const leave = async (role: Role) => {
    setBusy(true)
    const left = await useRoles.getState().end(person, role)
    setBusy(false)
    if (left.state === 'done') return close()
    setOutcome(left)
  }
  return (
    <>
      {roles.map((role) => (
        <View key={titleOf(role)} className="card stack">
          <View className="tight">
            <Text className="heading">{titleOf(role)}</Text>
            <Text className="soft">{sayDoes(language, role.role)}</Text>
          </View>
          <Button quiet of={titleOf(role)} onTap={() => setLeaving(role)}>
            {t('role.lay-down')}
          </Button>
        </View>
      ))}
      {leaving && roles.some((role) => isRole(role, leaving)) && (
        <BottomSheet title={t('role.lay-sure', { title: titleOf(leaving) })} onClose={close}>
          <Text>{t('role.lay-what')}</Text>
          <PassedWards preview={preview} />
          <ErrorText text={sayOutcome(words, outcome ?? preview)} />
          <Button busy={busy || !preview} onTap={preview?.state === 'no-signal' ? look : () => leave(leaving)}>
            {t('role.lay-down')}
          </Button>
          <Button quiet onTap={close}>
            {t('role.not')}
          </Button>
        </BottomSheet>
      )}
    </>
  )
}
