import type { WaitingStandingRequest } from '@core/account/standing-request'
import { instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { StandingUntilField } from '@/features/account/standing/standing-until-field'
import { DecideRequestSheet } from '@/features/account/standing-request/decide-request-sheet'
import { useWaitingRequests } from '@/features/account/standing-request/waiting-store'
import { ManagerScreen } from '@/manager/manager-screen'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { sayOutcome } from '@/words/outcome-text'
import { sayMoment } from '@/words/time-text'

/** Requests for a standing that wait, the oldest first; each opens with its picture. */
export default function StandingRequestsPage() {
  const words = useManagerWords()
  const { t } = words
  const now = useNow()
  const waiting = useWaitingRequests((state) => state.waiting)
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [open, setOpen] = useState<WaitingStandingRequest>()
  const refresh = () => useWaitingRequests.getState().load().then(setLoaded)
  useDidShow(() => {
    refresh()
  })
  usePullDownRefresh(() => refresh().finally(() => Taro.stopPullDownRefresh()))
  const close = () => {
    setOpen(undefined)
    refresh()
  }
  return (
    <ManagerScreen act="vouch" title={t('standing-request.title')}>
      <View className="stack">
        <Text className="soft">{t('standing-request.what')}</Text>
        {!waiting && <LoadingState loaded={loaded} onAgain={refresh} />}
        {waiting && loaded && loaded.state !== 'done' && <Banner text={sayOutcome(words, loaded)} />}
        {waiting?.count === 0 && <EmptyState text={t('standing-request.none')} />}
        {waiting && waiting.count > 0 && (
          <>
            <Text className="heading">{t('standing-request.count', { count: waiting.count })}</Text>
            <ShowMoreList items={waiting.requests} className="card">
              {(request) => {
                const name = request.name || t('standing.nameless')
                const about = [
                  t(`standing.${request.kind}`),
                  t('standing-request.asked-at', { at: sayMoment(words, instant(request.askedAt), now) }),
                ].join(' · ')
                return (
                  <Touchable
                    key={request.id}
                    className="line"
                    label={`${name}，${about}`}
                    onTap={() => setOpen(request)}
                  >
                    <View className="grow tight">
                      <Text>{name}</Text>
                      <Text className="small soft">{about}</Text>
                    </View>
                    <Icon name="next" />
                  </Touchable>
                )
              }}
            </ShowMoreList>
          </>
        )}
      </View>
      {open && (
        <DecideRequestSheet
          key={open.id}
          request={open}
          untilField={(until, onChange) => <StandingUntilField until={until} now={now} onChange={onChange} />}
          onClose={close}
        />
      )}
    </ManagerScreen>
  )
}
