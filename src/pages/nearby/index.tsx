import { QUARTER_METRES } from '@core/base/geo'
import { bordersOf } from '@core/place/area'
import { calendarOf, openState } from '@core/place/hours'
import { firstPhotos } from '@core/place/photo'
import { KINDS, type Kind } from '@core/place/station'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { PhotoImage } from '@/features/place/photo/photo-image'
import { useDistrictName } from '@/features/place/station/district-name'
import { KindChips } from '@/features/place/station/kind-chips'
import { useMyLocation } from '@/features/place/station/my-location'
import { StationCard } from '@/features/place/station/station-card'
import { usePack } from '@/features/place/station/store'
import { StreetPicker } from '@/features/place/station/street-picker'
import { go } from '@/platform/app/navigation'
import { sync, useSync } from '@/platform/network/sync'
import { Button } from '@/ui/buttons/button'
import { Banner } from '@/ui/feedback/banner'
import { EmptyState } from '@/ui/feedback/empty-state'
import { Skeleton } from '@/ui/feedback/skeleton'
import { SearchField } from '@/ui/fields/search-field'
import { Segments } from '@/ui/fields/segments'
import { isDark, useAppearance } from '@/ui/layout/appearance'
import { Screen } from '@/ui/layout/screen'
import { useNow } from '@/ui/layout/use-now'
import { sayAgo } from '@/words/time-text'
import { useWords } from '@/words/use-words'
import { useFirstDay } from './use-first-day'
import { PAGE_SIZE, useNearby } from './use-nearby'
import { Welcome } from './welcome'
import '@/features/place/station/station.scss'
import './nearby.scss'

const PlaceMap = lazy(() => import('@/platform/location/map'))

const openStation = (id: string) => go(`/pages/station/index?id=${id}`)

export default function Nearby() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const { pack } = usePack()
  const title = useDistrictName()
  const { state, checkedAt } = useSync()
  const { place, choose, ask, state: asking } = useMyLocation()
  const dark = useAppearance(isDark)
  const [kind, setKind] = useState<Kind>()
  const [name, setName] = useState('')
  const [view, setView] = useState<'list' | 'map'>('list')
  const [shown, setShown] = useState(PAGE_SIZE)
  const { all, within, known, pace } = useNearby({ kind, name }, shown, now)
  useFirstDay(pack?.stations.length === 0)
  usePullDownRefresh(() => sync().finally(() => Taro.stopPullDownRefresh()))

  const street = pack?.streets.find((one) => one.code === place?.street)
  const where = street ? street.name : place ? t('place.here') : t('place.choose')
  const open = pack
    ? within.filter(({ station }) => openState(station.hours, calendarOf(pack, station.id), now).open).length
    : 0
  const places = useMemo(
    () => all.map(({ station: { id, name, lat, lng, kind } }) => ({ id, name, spot: { lat, lng }, colour: kind })),
    [all],
  )
  // Each element is made once, so that a card that did not change is not drawn again.
  const photos = useMemo(
    () =>
      new Map(
        firstPhotos(pack).map((photo) => [
          photo.station,
          <PhotoImage key={photo.name} photo={photo} size="thumb" silent />,
        ]),
      ),
    [pack],
  )
  const areas = useMemo(() => pack?.streets.map(({ name, lat, lng }) => ({ name, spot: { lat, lng } })), [pack])

  const borders = useMemo(() => bordersOf(pack?.areas), [pack])

  const search = useCallback((wanted: string) => {
    setName(wanted)
    setShown(PAGE_SIZE)
  }, [])
  const clear = () => {
    setName('')
    setKind(undefined)
  }
  const cards = (list: typeof all) =>
    pack &&
    list.map((near) => (
      <StationCard
        photo={photos.get(near.station.id)}
        key={near.station.id}
        near={near}
        pack={pack}
        now={now}
        today={known.get(near.station.id)}
        onTap={openStation}
      />
    ))

  return (
    <Screen title={title} tab="nearby">
      {state === 'no-signal' && pack && (
        <Banner text={t('offline.pack', { ago: sayAgo(words, checkedAt ?? now, now) })} />
      )}
      {!pack && state === 'no-signal' && (
        <EmptyState text={t('offline.first')} action={t('offline.again')} onTap={() => sync()} />
      )}
      {!pack && state !== 'no-signal' && <Skeleton label={t('loading')} />}
      {pack && !place && <Welcome streets={pack.streets} asking={asking} onAsk={ask} onChoose={choose} />}
      {pack && place && (
        <View className="stack">
          <View className="row between wrap">
            <View className="tight">
              <Text className="title">
                {name ? t('nearby.found', { count: all.length }) : t('nearby.within', { count: within.length })}
              </Text>
              <Text className="soft">{name ? '' : t('nearby.open', { count: open })}</Text>
            </View>
            <StreetPicker streets={pack.streets} on={place.street} shown={where} onChoose={choose} />
          </View>
          <View className="row">
            <SearchField what={t('nearby.search')} value={name} most={40} grows onChange={search} />
            <Segments
              label={t('nearby.view')}
              on={view}
              onChoose={setView}
              options={[
                { key: 'list', name: t('nearby.list') },
                { key: 'map', name: t('nearby.map') },
              ]}
            />
          </View>
          <KindChips
            kinds={KINDS}
            on={kind}
            onChoose={(one) => {
              setKind(one)
              setShown(PAGE_SIZE)
            }}
          />
          {view === 'map' ? (
            <Suspense fallback={<View className="station-map skeleton-bar" />}>
              <PlaceMap
                className="station-map"
                label={t('nearby.map')}
                centre={place.spot}
                ring={QUARTER_METRES[pace]}
                places={places}
                {...(areas ? { areas } : {})}
                borders={borders}
                dark={dark}
                onTap={openStation}
              />
            </Suspense>
          ) : (
            // A node of its own, so that a change of the list is sent to the view alone.
            <View className="stack">
              {within.length === 0 && all[0] && !name && (
                <Banner
                  icon="walk"
                  text={t('nearby.none', { kind: kind ? t(`kind.${kind}`) : t('kind.any'), minutes: all[0].minutes })}
                />
              )}
              {cards(all.slice(0, Math.min(shown, within.length)))}
              {shown > within.length && within.length < all.length && (
                <Text className="heading section">{t('nearby.beyond')}</Text>
              )}
              {shown > within.length && cards(all.slice(within.length, shown))}
              {all.length === 0 && (
                <EmptyState
                  text={t('nearby.nothing', { name: name || (kind ? t(`kind.${kind}`) : '') })}
                  action={t('nearby.clear')}
                  onTap={clear}
                />
              )}
              {shown < all.length && (
                <Button quiet onTap={() => setShown(shown + PAGE_SIZE)}>
                  {t('nearby.more')}
                </Button>
              )}
            </View>
          )}
        </View>
      )}
    </Screen>
  )
}
