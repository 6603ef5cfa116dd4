import type { Offering } from '@core/catalogue/offering'
import { Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { newOffering, whatLacks } from '@/features/catalogue/offering/offering-draft'
import { OfferingForm } from '@/features/catalogue/offering/offering-form'
import { SaveSheet } from '@/features/catalogue/offering/save-sheet'
import { useOfferings } from '@/features/catalogue/offering/store'
import { useStation } from '@/features/place/station/store'
import { DeskScreen } from '@/manager/manager-screen'
import type { Settled } from '@/platform/network/to-outcome'
import { Action } from '@/ui/buttons/button'
import { Empty } from '@/ui/feedback/empty-state'
import { Said } from '@/ui/feedback/error-text'
import { Asking } from '@/ui/feedback/loading-state'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'

export default function OfferingPage() {
  const { t } = useDeskWords()
  const now = useNow()
  const { station = '', id } = useRouter().params
  const name = useStation(station)?.name ?? station
  const known = useOfferings((state) => state.offerings[station])
  const { load } = useOfferings.getState()
  const [loaded, setLoaded] = useState<Settled>()
  const [fresh] = useState(() => newOffering(station))
  const [typed, setDraft] = useState<Offering>()
  const [saving, setSaving] = useState(false)
  const [said, setSaid] = useState('')
  const refresh = () => {
    setLoaded(undefined)
    load(station).then(setLoaded)
  }
  useEffect(() => {
    // Opened from the list it is here already; what others changed since shows in the preview.
    if (id && !known) refresh()
  }, [])

  const draft = typed ?? (id ? known?.find((one) => one.id === id) : fresh)
  const title = id ? t('offering.edit') : t('offering.new')
  if (!draft) {
    return (
      <DeskScreen act="plan" station={station} title={title}>
        {known ? <Empty text={t('offering.gone')} /> : <Asking loaded={loaded} onAgain={refresh} />}
      </DeskScreen>
    )
  }
  const check = () => {
    const lacking = whatLacks(draft)
    setSaid(lacking ? t(lacking) : '')
    setSaving(!lacking)
  }
  return (
    <DeskScreen act="plan" station={station} title={title} wide footed>
      <View className="stack">
        <View className="tight">
          <Text className="title">{draft.title || t('offering.new')}</Text>
          <Text className="soft">{name}</Text>
        </View>
        <OfferingForm
          draft={draft}
          onChange={(next) => {
            setDraft(next)
            setSaid('')
          }}
        />
      </View>
      <View className="footer">
        <View className="inside stack">
          <Said text={said} />
          <Action onTap={check}>{t('offering.check')}</Action>
        </View>
      </View>
      {saving && (
        <SaveSheet
          offering={{ ...draft, title: draft.title.trim(), summary: draft.summary.trim() }}
          now={now}
          onClose={() => setSaving(false)}
          onSaved={() => Taro.navigateBack()}
        />
      )}
    </DeskScreen>
  )
}
