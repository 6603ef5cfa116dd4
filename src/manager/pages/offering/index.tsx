import { dayOf } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { nextDays } from '@core/catalogue/template'
import { calendarOf } from '@core/place/hours'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { findDraftFault, type NextDays, newOffering, SLUG_LENGTH } from '@/features/catalogue/offering/offering-draft'
import { OfferingForm } from '@/features/catalogue/offering/offering-form'
import { SaveOfferingSheet } from '@/features/catalogue/offering/save-sheet'
import { useOfferings } from '@/features/catalogue/offering/store'
import { usePack, useStation } from '@/features/place/station/store'
import { ManagerScreen } from '@/manager/manager-screen'
import { goBack } from '@/platform/app/navigation'
import type { CallOutcome } from '@/platform/network/to-outcome'
import { randomId } from '@/platform/storage/device-ids'
import { Button } from '@/ui/buttons/button'
import { EmptyState } from '@/ui/feedback/empty-state'
import { ErrorText } from '@/ui/feedback/error-text'
import { LoadingState } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

/** Next days shown of a template, or of all templates of an offering. */
const SHOWN_DAYS = 5

export default function OfferingPage() {
  const { t, no } = useManagerWords()
  const now = useNow()
  const { station = '', id } = useRouter().params
  const place = useStation(station)
  const pack = usePack((state) => state.pack)
  const nextDaysHere: NextDays = (templates) =>
    place && pack && nextDays(templates, place.hours, calendarOf(pack, station), dayOf(now), SHOWN_DAYS)
  const known = useOfferings((state) => state.offerings[station])
  const { load } = useOfferings.getState()
  const [loaded, setLoaded] = useState<CallOutcome>()
  const [fresh] = useState(() => newOffering(station, randomId(SLUG_LENGTH)))
  const [typed, setDraft] = useState<Offering>()
  const [saving, setSaving] = useState(false)
  const [message, setMessage] = useState('')
  const refresh = () => {
    setLoaded(undefined)
    load(station).then(setLoaded)
  }
  useEffect(() => {
    // Opened from the list, it is already loaded; later changes by others show up in the preview.
    if (id && !known) refresh()
  }, [])

  const draft = typed ?? (id ? known?.find((one) => one.id === id) : fresh)
  const title = id ? t('offering.edit') : t('offering.new')
  if (!draft) {
    return (
      <ManagerScreen act="plan" station={station} title={title}>
        {known ? <EmptyState text={t('offering.gone')} /> : <LoadingState loaded={loaded} onAgain={refresh} />}
      </ManagerScreen>
    )
  }
  const check = () => {
    const fault = findDraftFault(draft)
    setMessage(fault ? ('word' in fault ? t(fault.word) : no(fault.why)) : '')
    setSaving(!fault)
  }
  return (
    <ManagerScreen act="plan" station={station} title={title} wide hasFooter>
      <View className="stack">
        <View className="tight">
          <Text className="title">{draft.title || t('offering.new')}</Text>
          <Text className="soft">{place?.name ?? station}</Text>
        </View>
        <OfferingForm
          draft={draft}
          now={now}
          nextDays={nextDaysHere}
          onChange={(next) => {
            setDraft(next)
            setMessage('')
          }}
        />
      </View>
      <View className="footer">
        <View className="inside stack">
          <ErrorText text={message} />
          <Button onTap={check}>{t('offering.check')}</Button>
        </View>
      </View>
      {saving && (
        <SaveOfferingSheet
          offering={{ ...draft, title: draft.title.trim(), summary: draft.summary.trim() }}
          now={now}
          nextDays={nextDaysHere}
          onClose={() => setSaving(false)}
          onSaved={() => goBack()}
        />
      )}
    </ManagerScreen>
  )
}
