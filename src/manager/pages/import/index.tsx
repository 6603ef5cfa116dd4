import type { Role } from '@core/account/role'
import { sayPlace, sayTitle } from '@core/account/role-words'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { RoleInvitationCard } from '@/features/account/role/role-invitation-card'
import { ImportDownloads } from '@/features/district/import/downloads'
import { ImportDesk } from '@/features/district/import/import-desk'
import { PastImports } from '@/features/district/import/past-imports'
import { useImports } from '@/features/district/import/store'
import { InviteeList } from '@/features/district/invitee/invitee-list'
import { type MadeInvitation, useInvitees } from '@/features/district/invitee/store'
import { usePack } from '@/features/place/station/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { chooseFiles } from '@/platform/files/choose-files'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

export default function ImportPage() {
  const { t, language } = useManagerWords()
  const now = useNow()
  const past = useImports((state) => state.past)
  const pack = usePack((state) => state.pack)
  const imported = useImports((state) => state.past?.[0]?.id)
  const [shown, setShown] = useState<MadeInvitation>()
  const placeOf = (role: Role) => sayPlace(language, role, pack)
  useEffect(() => {
    // An import may have named others.
    if (imported) useInvitees.getState().load()
  }, [imported])
  useDidShow(() => {
    useImports.getState().load()
    useInvitees.getState().load()
  })
  return (
    <ManagerScreen act="import" title={t('import.title')} wide>
      <View className="stack">
        <Text className="soft">{t('import.what')}</Text>
        {chooseFiles ? (
          <>
            <ImportDownloads />
            <ImportDesk placeOf={placeOf} />
          </>
        ) : (
          <Text>{t('import.at-computer')}</Text>
        )}
        <InviteeList now={now} placeOf={placeOf} onMade={setShown} />
        <PastImports past={past ?? []} now={now} />
      </View>
      {shown && (
        <BottomSheet title={t('people.invite')} onClose={() => setShown(undefined)}>
          <RoleInvitationCard
            invited={shown}
            title={[placeOf(shown.role), sayTitle(language, shown.role.role)].filter(Boolean).join(' · ')}
            now={now}
          />
        </BottomSheet>
      )}
    </ManagerScreen>
  )
}
