import { stationOf } from '@core/catalogue/session'
import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useSessions } from '@/features/catalogue/session/store'
import { AlbumButton } from '@/features/notify/mini-code/album-button'
import { PosterSheet } from '@/features/notify/mini-code/poster'
import { useCodes } from '@/features/notify/mini-code/store'
import { StationChoice } from '@/features/place/station/station-select'
import { useStation } from '@/features/place/station/store'
import { StreetPicker } from '@/features/place/station/street-picker'
import { DeskScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import { print } from '@/platform/files/print'
import { usePicture } from '@/platform/files/temporary-picture'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { CodePicture } from '@/ui/code/mini-code-image'
import { Notice } from '@/ui/feedback/banner'
import { Asking } from '@/ui/feedback/loading-state'
import { useDeskWords } from '@/words/manager/use-manager-words'
import '@/ui/styles/a4.scss'

/** To hang up: a station’s code (`station`, or one of mine), or a session’s (`id`). */
export default function PosterPage() {
  const { t } = useDeskWords()
  const { id, station: told } = useRouter().params
  const mine = useMyStations('attend')
  const place = id ? stationOf(id) : (mine.one ?? told ?? mine.stations[0]?.id ?? '')
  const station = useStation(place)
  const session = useSessions(({ details }) => (id ? details[id]?.session : undefined))
  const code = useCodes(({ codes }) => codes[id ?? place])
  const src = usePicture(code?.picture)
  const [loaded, setLoaded] = useState<Settled>()
  const load = async () => {
    if (!place) return
    setLoaded(undefined)
    if (id) await useSessions.getState().open(id)
    setLoaded(await useCodes.getState().load(id ? 'session' : 'station', id ?? place))
  }
  useEffect(() => {
    load()
  }, [id, place])
  useDidShow(() => {
    // The first time, the effect asks; a code that is here stays the same.
    if (loaded && !code) load()
  })
  const ready = code && station && (session || !id)
  return (
    <DeskScreen act="attend" station={place || undefined} title={t('poster.title')} className="printing">
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
          <StationChoice stations={mine.stations} on={place} onChoose={mine.chooseOne} />
        )}
        {ready ? (
          <>
            {station.approximate && <Notice sign="place" text={t('poster.approximate')} />}
            {print ? <Action onTap={print}>{t('wall.print')}</Action> : <Text className="soft">{t('poster.how')}</Text>}
            {src && <AlbumButton src={src} />}
            <PosterSheet station={station} session={session} inWechat={!!src}>
              <CodePicture src={src} path={code.path} className="a4-code low" label={t('poster.image')} />
            </PosterSheet>
          </>
        ) : (
          <Asking loaded={loaded} onAgain={load} />
        )}
      </View>
    </DeskScreen>
  )
}
