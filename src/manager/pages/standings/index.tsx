import { GIVEN_STANDINGS, type GivenStanding } from '@core/account/standing-list'
import { targetPath } from '@core/notify/scene'
import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { RoleInvitationCard } from '@/features/account/role/role-invitation-card'
import { StandingHolderRow } from '@/features/account/standing/holder-row'
import { StandingInviteSheet } from '@/features/account/standing/invite-sheet'
import { StandingListForm } from '@/features/account/standing/list-form'
import { OpenStandingInvitations } from '@/features/account/standing/open-invitations'
import { type NewStandingInvitation, useStandings } from '@/features/account/standing/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { go } from '@/platform/app/navigation'
import { useSharing } from '@/platform/files/share'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { Segments } from '@/ui/fields/segments'
import { BottomSheet } from '@/ui/layout/bottom-sheet'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** Who is known to be a veteran, a worker or of an enterprise: given by a list, an invitation or a request; taken back one by one. */
export default function StandingsPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const [kind, setKind] = useState<GivenStanding>('veteran')
  const list = useStandings(({ lists }) => lists[kind])
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [inviting, setInviting] = useState(false)
  const [shown, setShown] = useState<NewStandingInvitation>()
  const refresh = () => useStandings.getState().load(kind).then(setLoaded)
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [kind])
  useDidShow(() => {
    if (list) refresh()
  })
  const named = t(`standing.${kind}`)
  useSharing(
    shown
      ? { title: t('standing.share-title', { standing: named }), path: targetPath('role', shown.code) }
      : { title: t('app.name'), path: '/pages/nearby/index' },
  )
  const close = () => {
    setShown(undefined)
    refresh()
  }
  return (
    <ManagerScreen act="vouch" title={t('standing.title')} wide>
      <View className="stack">
        <Text className="soft">{t('standing.what')}</Text>
        <Segments
          label={t('standing.title')}
          options={GIVEN_STANDINGS.map((key) => ({ key, name: t(`standing.${key}`) }))}
          on={kind}
          onChoose={setKind}
        />
        <View className="row wrap">
          <Button icon="add" onTap={() => setInviting(true)}>
            {t('standing.invite')}
          </Button>
          <Button quiet onTap={() => go('/manager/pages/standing-requests/index')}>
            {t('standing-request.title')}
          </Button>
        </View>
        <View className="columns">
          <StandingListForm key={kind} kind={kind} now={now} />
          <View className="stack">
            {list ? (
              <Text className="heading">{t('standing.count', { count: list.count, awaited: list.awaited })}</Text>
            ) : (
              <LoadingState loaded={loaded} onAgain={refresh} />
            )}
            {list && <OpenStandingInvitations kind={kind} open={list.open} now={now} />}
            <ShowMoreList items={list?.held ?? []} className="stack">
              {(held) => <StandingHolderRow key={held.id} held={held} now={now} />}
            </ShowMoreList>
          </View>
        </View>
      </View>
      {inviting && (
        <StandingInviteSheet
          kind={kind}
          now={now}
          onClose={() => setInviting(false)}
          onMade={(invited) => {
            setInviting(false)
            setShown(invited)
          }}
        />
      )}
      {shown && (
        <BottomSheet title={t('standing.invite')} onClose={close}>
          <RoleInvitationCard invited={shown} title={named} now={now} />
        </BottomSheet>
      )}
    </ManagerScreen>
  )
}
