import { QUARTER_METRES } from '@core/geo'
import { calendarOf, openState } from '@core/hours'
import { KINDS, type Kind } from '@core/station'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { KindChips } from '@/features/station/kind-chips'
import { usePlace } from '@/features/station/place'
import { StationCard } from '@/features/station/station-card'
import { usePack } from '@/features/station/store'
import { StreetPicker } from '@/features/station/street-picker'
import { sync, useSync } from '@/platform/sync'
import { Action } from '@/ui/action'
import { Bones } from '@/ui/bones'
import { Empty } from '@/ui/empty'
import { isDark, useLook } from '@/ui/look'
import { Notice } from '@/ui/notice'
import { Screen } from '@/ui/screen'
import { SearchField } from '@/ui/search-field'
import { Segments } from '@/ui/segments'
import { useNow } from '@/ui/use-now'
import { useWords } from '@/words/use-words'
import { sayAgo } from '@/words/when'
import { STEP, useNearby } from './use-nearby'
import { Welcome } from './welcome'
import '@/features/station/station.scss'
import './nearby.scss'

const PlaceMap = lazy(() => import('@/platform/map'))

const openStation = (id: string) => Taro.navigateTo({ url: `/pages/station/index?id=${id}` })

export default function Nearby() {
  const words = useWords()
  const { t } = words
  const now = useNow()
  const { pack } = usePack()
  const { state, checkedAt } = useSync()
  const { place, choose, ask, state: asking } = usePlace()
  const dark = useLook(isDark)
  const [kind, setKind] = useState<Kind>()
  const [name, setName] = useState('')
  const [view, setView] = useState<'list' | 'map'>('list')
  const [shown, setShown] = useState(STEP)
  const { all, within, known, pace } = useNearby({ kind, name }, shown, now)
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
  const areas = useMemo(() => pack?.streets.map(({ name, lat, lng }) => ({ name, spot: { lat, lng } })), [pack])

  const search = useCallback((wanted: string) => {
    setName(wanted)
    setShown(STEP)
  }, [])
  const clear = () => {
    setName('')
    setKind(undefined)
  }
  const cards = (list: typeof all) =>
    pack &&
    list.map((near) => (
      <StationCard
        key={near.station.id}
        near={near}
        pack={pack}
        now={now}
        today={known.get(near.station.id)}
        onTap={openStation}
      />
    ))

  return (
    <Screen title={t('app.name')} tab="nearby">
      {state === 'no-signal' && pack && (
        <Notice text={t('offline.pack', { ago: sayAgo(words, checkedAt ?? now, now) })} />
      )}
      {!pack && state === 'no-signal' && (
        <Empty text={t('offline.first')} action={t('offline.again')} onTap={() => sync()} />
      )}
      {!pack && state !== 'no-signal' && <Bones label={t('loading')} />}
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
              setShown(STEP)
            }}
          />
          {view === 'map' ? (
            <Suspense fallback={<View className="station-map bone" />}>
              <PlaceMap
                className="station-map"
                label={t('nearby.map')}
                centre={place.spot}
                ring={QUARTER_METRES[pace]}
                places={places}
                {...(areas ? { areas } : {})}
                dark={dark}
                onTap={openStation}
              />
            </Suspense>
          ) : (
            // In a node of its own, so that a change of the list is sent alone.
            <View className="stack">
              {within.length === 0 && all[0] && !name && (
                <Notice
                  sign="walk"
                  text={t('nearby.none', { kind: kind ? t(`kind.${kind}`) : t('kind.any'), minutes: all[0].minutes })}
                />
              )}
              {cards(all.slice(0, Math.min(shown, within.length)))}
              {shown > within.length && within.length < all.length && (
                <Text className="heading section">{t('nearby.beyond')}</Text>
              )}
              {shown > within.length && cards(all.slice(within.length, shown))}
              {all.length === 0 && (
                <Empty
                  text={t('nearby.nothing', { name: name || (kind ? t(`kind.${kind}`) : '') })}
                  action={t('nearby.clear')}
                  onTap={clear}
                />
              )}
              {shown < all.length && (
                <Action quiet onTap={() => setShown(shown + STEP)}>
                  {t('nearby.more')}
                </Action>
              )}
            </View>
          )}
        </View>
      )}
    </Screen>
  )
}
