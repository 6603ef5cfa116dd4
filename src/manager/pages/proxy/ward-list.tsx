import { mayCome } from '@core/booking'
import { type Person, WARDS_SHOWN } from '@core/person'
import type { SessionDetail } from '@core/session'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useProxies } from '@/features/booking/proxies'
import { useWards } from '@/features/person/wards'
import { Action } from '@/ui/action'
import { Asking } from '@/ui/asking'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { Notice } from '@/ui/notice'
import { SearchField } from '@/ui/search-field'
import { Some } from '@/ui/some'
import { useDeskWords } from '@/words/desk/use-desk-words'
import { WardRow } from './ward-row'

/** A page of the list, as much as may cross to the view at once. */
const FIRST = 20

type Props = { detail: SessionDetail; onNew: () => void; onChoose: (ward: Person) => void }

/** Whom the worker books for: found by name, the newest first; whoever is booked or cannot come says so in place. */
export function WardList({ detail: { session, offering }, onNew, onChoose }: Props) {
  const { t, no } = useDeskWords()
  const { wards, asked, found, loaded, search } = useWards()
  // What is here already answers at once, and without a network.
  const part = asked.trim().toLowerCase()
  const shown = wards?.filter(({ name }) => name.toLowerCase().includes(part)) ?? []
  const offline = loaded?.state === 'no-signal'
  const bookings = useProxies((known) => known.bookings)
  const live = Object.values(bookings).filter((one) => one.session === session.id && one.status !== 'cancelled')
  const none = part ? t('proxy.not-found', { name: asked.trim() }) : t('proxy.none')
  return (
    <View className="stack">
      <Text className="heading">{t('proxy.who')}</Text>
      <SearchField what={t('proxy.search')} value={asked} most={20} onChange={search} />
      <Action quiet sign="add" onTap={onNew}>
        {t('proxy.new')}
      </Action>
      {wards && offline && <Notice text={t('proxy.offline')} />}
      {!wards && <Asking loaded={loaded} onAgain={() => search(asked)} />}
      {wards &&
        shown.length === 0 &&
        !offline &&
        (found === asked ? <Empty text={none} /> : <Bones count={1} label={t('loading')} />)}
      {shown.length > 0 && (
        <Some of={shown} first={FIRST} className="card">
          {(ward) => {
            const booking = live.find(({ people }) => people.some(({ id }) => id === ward.id))
            const may = mayCome(offering.audience, ward, session.startsAt)
            return (
              <WardRow
                key={ward.id}
                ward={ward}
                {...(booking ? { booking } : may.ok ? {} : { why: no(may.why) })}
                onTap={() =>
                  booking ? Taro.navigateTo({ url: `/pages/booking/index?id=${booking.id}` }) : onChoose(ward)
                }
              />
            )
          }}
        </Some>
      )}
      {wards && wards.length >= WARDS_SHOWN && (
        <Text className="small soft">{t('proxy.more', { most: WARDS_SHOWN })}</Text>
      )}
    </View>
  )
}
