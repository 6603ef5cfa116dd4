import { NAME_MOST, type Person, WARDS_SHOWN } from '@core/account/person'
import { matcherOf } from '@core/base/fold'
import { mayCome } from '@core/booking/booking'
import type { SessionDetail } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { useWards } from '@/features/account/person/ward-store'
import { useProxyBookings } from '@/features/booking/booking/proxy-store'
import { go } from '@/platform/app/navigation'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { LoadingState } from '@/ui/feedback/loading-state'
import { ShowMoreList } from '@/ui/feedback/show-more-list'
import { Skeleton } from '@/ui/feedback/skeleton'
import { SearchField } from '@/ui/fields/search-field'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { WardRow } from './ward-row'

/** Rows rendered at once, bounded by what may cross to the view in one update. */
const FIRST = 20

type Props = { detail: SessionDetail; onNew: () => void; onChoose: (ward: Person) => void }

/** Wards to book for: searched by name, newest first. A ward who is booked or cannot come shows why. */
export function WardList({ detail: { session, offering }, onNew, onChoose }: Props) {
  const { t, no } = useManagerWords()
  const { wards, asked, found, loaded, search, type } = useWards()
  // Filter the loaded wards at once, also offline, while the search is in flight.
  const matches = matcherOf(asked)
  const shown = wards?.filter(({ name }) => matches(name)) ?? []
  const offline = loaded?.state === 'no-signal'
  const bookings = useProxyBookings((known) => known.bookings)
  const live = Object.values(bookings).filter((one) => one.session === session.id && one.status !== 'cancelled')
  const none = asked.trim() ? t('proxy.not-found', { name: asked.trim() }) : t('proxy.none')
  return (
    <View className="stack">
      <Text className="heading">{t('proxy.who')}</Text>
      <SearchField what={t('proxy.search')} value={asked} most={NAME_MOST} onChange={type} />
      <Button quiet icon="add" onTap={onNew}>
        {t('proxy.new')}
      </Button>
      {wards && offline && <Banner text={t('proxy.offline')} />}
      {!wards && <LoadingState loaded={loaded} onAgain={() => search(asked)} />}
      {wards &&
        shown.length === 0 &&
        !offline &&
        (found === asked ? <EmptyState text={none} /> : <Skeleton count={1} label={t('loading')} />)}
      {shown.length > 0 && (
        <ShowMoreList items={shown} first={FIRST} className="card">
          {(ward) => {
            const booking = live.find(({ people }) => people.some(({ id }) => id === ward.id))
            const may = mayCome(offering.audience, ward, session.startsAt)
            return (
              <WardRow
                key={ward.id}
                ward={ward}
                {...(booking ? { booking } : may.ok ? {} : { why: no(may.why) })}
                onTap={() => (booking ? go(`/pages/booking/index?id=${booking.id}`) : onChoose(ward))}
              />
            )
          }}
        </ShowMoreList>
      )}
      {wards && wards.length >= WARDS_SHOWN && (
        <Text className="small soft">{t('proxy.more', { most: WARDS_SHOWN })}</Text>
      )}
    </View>
  )
}
