import { may, type Role } from '@core/account/role'
import { sayPlace, sayTitle } from '@core/account/role-words'
import { targetPath } from '@core/notify/scene'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { EndRoleSheet } from '@/features/account/role/end-role-sheet'
import { RoleHolderRow } from '@/features/account/role/holder-row'
import { RoleInviteSheet } from '@/features/account/role/invite-sheet'
import { OpenInvitations } from '@/features/account/role/open-invitations'
import { PastHolders } from '@/features/account/role/past-holders'
import { RoleInvitationCard } from '@/features/account/role/role-invitation-card'
import { type NewInvitation, type RoleHolder, rolesKey, useRoles } from '@/features/account/role/store'
import { useDistrictName } from '@/features/place/station/district-name'
import { StationSelect } from '@/features/place/station/station-select'
import { usePack } from '@/features/place/station/store'
import { StreetPicker } from '@/features/place/station/street-picker'
import { ManagerScreen } from '@/manager/manager-screen'
import { go } from '@/platform/app/navigation'
import { useSharing } from '@/platform/files/share'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { Segments } from '@/ui/fields/segments'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { HOLDER_SCOPES } from './holder-scope'
import { useRoleHolders } from './use-role-holders'

const NO_ROLES: Role[] = []

export default function RolesPage() {
  const { t, language } = useManagerWords()
  const now = useNow()
  const pack = usePack((state) => state.pack)
  const { mine, whole, sort, setSort, station, asked, offers } = useRoleHolders()
  const key = asked && rolesKey(asked)
  const district = useDistrictName()
  const people = useRoles((state) => (key ? state.people[key] : undefined))
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [inviting, setInviting] = useState(false)
  const [shown, setShown] = useState<NewInvitation>()
  const [ending, setEnding] = useState<RoleHolder>()
  const roles = useMe(({ me }) => me?.roles ?? NO_ROLES)
  // Cards are for a street or the district: whoever manages one station sends an invitation.
  const managed = pack?.stations.filter((one) => may(roles, 'people', one)).length ?? 0
  const placeOf = (role: Role) => sayPlace(language, role, pack)
  const refresh = async () => {
    if (asked) setLoaded(await useRoles.getState().load(asked))
  }
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [key])
  useDidShow(() => {
    // The first load is the effect's.
    if (loaded) refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  useSharing(
    shown
      ? {
          title: t('people.share-title', { place: placeOf(shown.role), title: sayTitle(language, shown.role.role) }),
          path: targetPath('role', shown.code),
        }
      : { title: district, path: '/pages/nearby/index' },
  )
  const closeShown = () => {
    setShown(undefined)
    refresh()
  }
  return (
    <ManagerScreen act="people" title={t('people.title')} wide>
      <View className="stack">
        <Text className="soft">{t('people.what')}</Text>
        {whole && (
          <Segments
            label={t('people.sort')}
            options={HOLDER_SCOPES.map((one) => ({ key: one, name: t(`people.${one}`) }))}
            on={sort}
            onChoose={setSort}
          />
        )}
        {sort === 'station' && mine.street && (
          <StreetPicker
            streets={mine.streets}
            on={mine.street.code}
            shown={mine.street.name}
            onChoose={({ code }) => mine.chooseStreet(code)}
          />
        )}
        {sort === 'station' && mine.stations.length > 1 && (
          <StationSelect stations={mine.stations} on={station?.id} onChoose={mine.chooseOne} />
        )}
        {sort === 'station' && managed > 1 && (
          <Button quiet onTap={() => go('/manager/pages/manager-cards/index')}>
            {t('manager-card.title')}
          </Button>
        )}
        {offers.length > 0 && (
          <Button icon="add" onTap={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        )}
        {!people && <LoadingState loaded={loaded} onAgain={refresh} />}
        {people && loaded?.state === 'no-signal' && <Banner text={t('offline.act')} />}
        {people && people.held.length === 0 && <EmptyState text={t('people.none')} />}
        {people && people.held.length > 0 && (
          <ShowMoreList items={people.held} className="card">
            {(holder) => (
              <RoleHolderRow
                key={`${holder.person} ${holder.role.role} ${placeOf(holder.role)}`}
                holder={holder}
                place={sort === 'station' ? '' : placeOf(holder.role)}
                now={now}
                onEnd={() => setEnding(holder)}
              />
            )}
          </ShowMoreList>
        )}
        {people && people.open.length > 0 && (
          <OpenInvitations
            open={people.open}
            now={now}
            placeOf={sort === 'station' ? () => '' : placeOf}
            onShow={setShown}
            onWithdrawn={refresh}
          />
        )}
        {people && people.past.length > 0 && (
          <PastHolders past={people.past} now={now} placeOf={sort === 'station' ? () => '' : placeOf} />
        )}
      </View>
      {inviting && (
        <RoleInviteSheet
          offers={offers}
          placeOf={placeOf}
          onClose={() => setInviting(false)}
          onMade={(invited) => {
            setInviting(false)
            setShown(invited)
          }}
        />
      )}
      {shown && (
        <BottomSheet title={t('people.invite')} onClose={closeShown}>
          <RoleInvitationCard
            invited={shown}
            title={[placeOf(shown.role), sayTitle(language, shown.role.role)].filter(Boolean).join(' · ')}
            now={now}
          />
        </BottomSheet>
      )}
      {ending && (
        <EndRoleSheet
          holder={ending}
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setEnding(undefined)
            refresh()
          }}
        />
      )}
    </ManagerScreen>
  )
}
