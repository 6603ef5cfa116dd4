import type { Role } from '@core/account/role'
import { Text } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { useSubpackageWords } from '@/words/subpackages/use-subpackage-words'
import { type EndedRole, useRoles } from './store'

/** What would pass to whom if this role ended, as the cloud says; undefined until it has answered. */
export function usePassedWards(person: string, role: Role | undefined) {
  const [preview, setPreview] = useState<CallOutcome<EndedRole>>()
  const look = () => {
    setPreview(undefined)
    if (role) useRoles.getState().previewEnd(person, role).then(setPreview)
  }
  useEffect(look, [person, role])
  return { preview, look }
}

/** The wards and bookings that pass on with a role, a line for each colleague who takes over. */
export function PassedWards({ preview }: { preview: CallOutcome<EndedRole> | undefined }) {
  const { t } = useSubpackageWords()
  const passed = preview?.state === 'done' ? preview.answer.passed : []
  return (
    <>
      {passed.map(({ to, wards, bookings }) => (
        <Text key={to ?? ''}>
          {to === undefined
            ? t('role.passes-none', { wards })
            : t(bookings ? 'role.passes' : 'role.passes-wards', { wards, bookings, to })}
        </Text>
      ))}
    </>
  )
}
