import type { Role } from '@core/account/role'
import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useMe } from '@/features/account/person/store'
import { AboutForm } from '@/features/catalogue/station-page/about-form'
import { ChangeLog } from '@/features/catalogue/station-page/change-log'
import { HoursForm } from '@/features/catalogue/station-page/hours-form'
import { useStationPages } from '@/features/catalogue/station-page/store'
import { WishForm } from '@/features/catalogue/station-request/wish-form'
import { PhotoEditor } from '@/features/place/photo/photo-editor'
import { StationSelect } from '@/features/place/station/station-select'
import { StreetPicker } from '@/features/place/station/street-picker'
import { ManagerScreen } from '@/manager/manager-screen'
import { useMyStations } from '@/manager/use-my-stations'
import { go } from '@/platform/app/navigation'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { Button } from '@/ui/buttons/button'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { SaveStation } from './save-station'
import { useStationDraft } from './use-station-draft'

const NO_ROLES: Role[] = []

/** A station's own page, for its manager (`station`, or one of mine). */
export default function StationPage() {
  const { t } = useManagerWords()
  const now = useNow()
  const { station: told } = useRouter().params
  const mine = useMyStations('edit')
  const id = mine.one ?? told ?? mine.stations[0]?.id ?? ''
  const roles = useMe(({ me }) => me?.roles ?? NO_ROLES)
  const page = useStationPages(({ pages }) => pages[id])
  const { load, put } = useStationPages.getState()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const editing = useStationDraft(page)
  const refresh = async () => {
    if (id) setLoaded(await load(id))
  }
  useEffect(() => {
    setLoaded(undefined)
    refresh()
  }, [id])
  useDidShow(() => {
    if (page) refresh()
  })
  const picker = (
    <>
      {mine.street && (
        <StreetPicker
          streets={mine.streets}
          on={mine.street.code}
          shown={mine.street.name}
          onChoose={({ code }) => mine.chooseStreet(code)}
        />
      )}
      {mine.stations.length > 1 && <StationSelect stations={mine.stations} on={id} onChoose={mine.chooseOne} />}
    </>
  )
  const screen = { act: 'edit', station: id || undefined, title: t('station-page.title'), wide: true } as const
  if (!page || !editing) {
    return (
      <ManagerScreen {...screen}>
        <View className="stack">
          {picker}
          <LoadingState loaded={loaded} onAgain={refresh} />
        </View>
      </ManagerScreen>
    )
  }
  const { draft, setDraft } = editing
  return (
    <ManagerScreen {...screen} hasFooter>
      <View className="stack">
        {picker}
        <Text className="title">{page.station.name}</Text>
        <View className="columns">
          <View className="stack">
            <PhotoEditor
              key={id}
              station={id}
              photos={page.photos}
              revision={page.revision}
              onChanged={(part) => put(id, part)}
              onStale={refresh}
            />
            <AboutForm draft={draft} onChange={setDraft} />
          </View>
          <View className="stack">
            <HoursForm {...draft} onChange={(hours) => setDraft({ ...draft, ...hours })} />
            <Button quiet onTap={() => go('/manager/pages/closing-day/index')}>
              {t('station-page.close')}
            </Button>
            <WishForm
              key={id}
              station={page.station}
              requests={page.requests}
              roles={roles}
              now={now}
              onDone={refresh}
            />
          </View>
        </View>
        <ChangeLog changes={page.changes} now={now} />
      </View>
      <SaveStation page={page} editing={editing} now={now} onStale={refresh} />
    </ManagerScreen>
  )
}
