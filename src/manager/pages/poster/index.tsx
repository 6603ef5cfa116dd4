import { stationOf } from '@core/place/ids'
import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useSessions } from '@/features/catalogue/session/store'
import { SaveToAlbumButton } from '@/features/notify/mini-code/album-button'
import { Poster } from '@/features/notify/mini-code/poster'
import { useMiniCodes } from '@/features/notify/mini-code/store'
import { useDistrictName } from '@/features/place/station/district-name'
import { StationSelect } from '@/features/place/station/station-select'
import { useStation } from '@/features/place/station/store'
import { StreetPicker } from '@/features/place/station/street-picker'
import { ManagerScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import { print } from '@/platform/files/print'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { useImagePath } from '@/platform/pictures/temporary-picture'
import { Button } from '@/ui/buttons/button'
import { MiniCodeImage } from '@/ui/code/mini-code-image'
import { Banner } from '@/ui/feedback/banner'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useManagerWords } from '@/words/manager/use-manager-words'
import '@/ui/styles/a4.scss'

/** Poster page: the code of a station (`station`, or one of mine) or of a session (`id`). */
export default function PosterPage() {
  const { t } = useManagerWords()
  const { id, station: told } = useRouter().params
  const mine = useMyStations('attend')
  const place = id ? stationOf(id) : (mine.one ?? told ?? mine.stations[0]?.id ?? '')
  const station = useStation(place)
  const session = useSessions(({ details }) => (id ? details[id]?.session : undefined))
  const code = useMiniCodes(({ codes }) => codes[id ?? place])
  const district = useDistrictName()
  const src = useImagePath(code?.picture)
  const [loaded, setLoaded] = useState<CallOutcome>()
  const load = async () => {
    if (!place) return
    setLoaded(undefined)
    if (id) await useSessions.getState().open(id)
    setLoaded(await useMiniCodes.getState().load(id ? 'session' : 'station', id ?? place))
  }
  useEffect(() => {
    load()
  }, [id, place])
  useDidShow(() => {
    // The first load is the effect's; a loaded code never changes.
    if (loaded && !code) load()
  })
  const ready = code && station && (session || !id)
  return (
    <ManagerScreen act="attend" station={place || undefined} title={t('poster.title')} className="printing">
      <View className="stack">
        {!id && mine.street && (
          <StreetPicker
            streets={mine.streets}
            on={mine.street.code}
            shown={mine.street.name}
            onChoose={({ code: street }) => mine.chooseStreet(street)}
          />
        )}
        {!id && mine.stations.length > 1 && (
          <StationSelect stations={mine.stations} on={place} onChoose={mine.chooseOne} />
        )}
        {ready ? (
          <>
            {station.approximate && <Banner icon="place" text={t('poster.approximate')} />}
            {print ? <Button onTap={print}>{t('wall.print')}</Button> : <Text className="soft">{t('poster.how')}</Text>}
            {src && <SaveToAlbumButton src={src} />}
            <Poster district={district} station={station} session={session} inWechat={!!src}>
              <MiniCodeImage src={src} path={code.path} className="a4-code low" label={t('poster.image')} />
            </Poster>
          </>
        ) : (
          <LoadingState loaded={loaded} onAgain={load} />
        )}
      </View>
    </ManagerScreen>
  )
}
