import type { Role } from '@core/account/role'
import { sayPlace, sayTitle } from '@core/account/role-words'
import { pathOf } from '@core/notify/scene'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { EndSheet } from '@/features/account/role/end-role-sheet'
import { HolderRow } from '@/features/account/role/holder-row'
import { InviteSheet } from '@/features/account/role/invite-sheet'
import { OpenList } from '@/features/account/role/open-invitations'
import { PastList } from '@/features/account/role/past-holders'
import { InvitationCard } from '@/features/account/role/role-invitation-card'
import { type Holder, type Invited, keyOf, useRoles } from '@/features/account/role/store'
import { StationChoice } from '@/features/place/station/station-select'
import { usePack } from '@/features/place/station/store'
import { StreetPicker } from '@/features/place/station/street-picker'
import { DeskScreen } from '@/manager/manager-screen'
import { useSharing } from '@/platform/files/share'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Notice } from '@/ui/feedback/banner'
import { Empty } from '@/ui/feedback/empty-state'
import { Asking } from '@/ui/feedback/loading-state'
import { Some } from '@/ui/feedback/show-more-list'
import { Segments } from '@/ui/fields/segments'
import { Sheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'
import { SORTS, usePeople } from './use-role-holders'

export default function PeoplePage() {
  const { t, language } = useDeskWords()
  const now = useNow()
  const pack = usePack((state) => state.pack)
  const { mine, whole, sort, setSort, station, asked, offers } = usePeople()
  const key = asked && keyOf(asked)
  const people = useRoles((state) => (key ? state.people[key] : undefined))
  const [loaded, setLoaded] = useState<Settled>()
  const [inviting, setInviting] = useState(false)
  const [shown, setShown] = useState<Invited>()
  const [ending, setEnding] = useState<Holder>()
  const placeOf = (role: Role) => sayPlace(language, role, pack)
  const refresh = async () => {
    if (asked) setLoaded(await useRoles.getState().load(asked))
  }
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [key])
  useDidShow(() => {
    // The first time, the effect asks.
    if (loaded) refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  useSharing(
    shown
      ? {
          title: t('people.share-title', { place: placeOf(shown.role), title: sayTitle(language, shown.role.role) }),
          path: pathOf('role', shown.code),
        }
      : { title: t('app.name'), path: '/pages/nearby/index' },
  )
  const closeShown = () => {
    setShown(undefined)
    refresh()
  }
  return (
    <DeskScreen act="people" title={t('people.title')} wide>
      <View className="stack">
        <Text className="soft">{t('people.what')}</Text>
        {whole && (
          <Segments
            label={t('people.sort')}
            options={SORTS.map((one) => ({ key: one, name: t(`people.${one}`) }))}
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
          <StationChoice stations={mine.stations} on={station?.id} onChoose={mine.chooseOne} />
        )}
        {offers.length > 0 && (
          <Action sign="add" onTap={() => setInviting(true)}>
            {t('people.invite')}
          </Action>
        )}
        {!people && <Asking loaded={loaded} onAgain={refresh} />}
        {people && loaded?.state === 'no-signal' && <Notice text={t('offline.act')} />}
        {people && people.held.length === 0 && <Empty text={t('people.none')} />}
        {people && people.held.length > 0 && (
          <Some of={people.held} className="card">
            {(holder) => (
              <HolderRow
                key={`${holder.person} ${holder.role.role} ${placeOf(holder.role)}`}
                holder={holder}
                place={sort === 'station' ? '' : placeOf(holder.role)}
                now={now}
                onEnd={() => setEnding(holder)}
              />
            )}
          </Some>
        )}
        {people && people.open.length > 0 && (
          <OpenList
            open={people.open}
            now={now}
            placeOf={sort === 'station' ? () => '' : placeOf}
            onShow={setShown}
            onWithdrawn={refresh}
          />
        )}
        {people && people.past.length > 0 && (
          <PastList past={people.past} now={now} placeOf={sort === 'station' ? () => '' : placeOf} />
        )}
      </View>
      {inviting && (
        <InviteSheet
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
        <Sheet title={t('people.invite')} onClose={closeShown}>
          <InvitationCard invited={shown} place={placeOf(shown.role)} now={now} />
        </Sheet>
      )}
      {ending && (
        <EndSheet
          holder={ending}
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setEnding(undefined)
            refresh()
          }}
        />
      )}
    </DeskScreen>
  )
}
