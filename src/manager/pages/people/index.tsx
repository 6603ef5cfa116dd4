import type { Role } from '@core/role'
import { sayPlace, sayTitle } from '@core/role-words'
import { pathOf } from '@core/scene'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { EndSheet } from '@/features/role/end-sheet'
import { HolderRow } from '@/features/role/holder-row'
import { InvitationCard } from '@/features/role/invitation-card'
import { InviteSheet } from '@/features/role/invite-sheet'
import { OpenList } from '@/features/role/open-list'
import { PastList } from '@/features/role/past-list'
import { type Holder, type Invited, keyOf, useRoles } from '@/features/role/store'
import { StationChoice } from '@/features/station/station-choice'
import { usePack } from '@/features/station/store'
import { StreetPicker } from '@/features/station/street-picker'
import { DeskScreen } from '@/manager/desk-screen'
import type { Settled } from '@/platform/settle'
import { useSharing } from '@/platform/share'
import { Action } from '@/ui/action'
import { Asking } from '@/ui/asking'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { Segments } from '@/ui/segments'
import { Sheet } from '@/ui/sheet'
import { Some } from '@/ui/some'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { SORTS, usePeople } from './use-people'

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
