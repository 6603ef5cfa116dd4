import { FACILITIES } from '@core/place/station'
import { STATION_TEXT } from '@core/place/station-change'
import { Text, View } from '@tarojs/components'
import { LabelledField } from '@/ui/fields/labelled-field'
import { TextField } from '@/ui/fields/text-field'
import { ToggleChips } from '@/ui/fields/toggle-chips'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { StationDraft } from './station-draft'

/** What a station is about: theme, feature, rules, telephone, facilities. */
export function AboutForm({ draft, onChange }: { draft: StationDraft; onChange: (draft: StationDraft) => void }) {
  const { t } = useManagerWords()
  const { theme, feature, phone, rules, facilities } = draft
  const toggle = (key: StationDraft['facilities'][number]) =>
    onChange({
      ...draft,
      // In the order of the list, whatever was tapped first.
      facilities: FACILITIES.filter((one) => (one === key ? !facilities.includes(key) : facilities.includes(one))),
    })
  return (
    <View className="stack">
      <Text className="heading">{t('station-page.about')}</Text>
      <TextField
        label={t('station-page.theme')}
        value={theme}
        maxLength={STATION_TEXT.theme}
        onChange={(text) => onChange({ ...draft, theme: text })}
      />
      <TextField
        multiline
        label={t('station-page.feature')}
        value={feature}
        maxLength={STATION_TEXT.feature}
        onChange={(text) => onChange({ ...draft, feature: text })}
      />
      <TextField
        multiline
        label={t('station.rules')}
        hint={t('station-page.rules-how', { most: STATION_TEXT.rules })}
        value={rules}
        maxLength={(STATION_TEXT.rule + 1) * STATION_TEXT.rules}
        onChange={(text) => onChange({ ...draft, rules: text })}
      />
      <TextField
        label={t('station-page.phone')}
        value={phone}
        maxLength={STATION_TEXT.phone}
        onChange={(text) => onChange({ ...draft, phone: text })}
      />
      <LabelledField label={t('station.has')}>
        <ToggleChips
          label={t('station.has')}
          options={FACILITIES.map((key) => ({ key, name: t(`facility.${key}`) }))}
          on={facilities}
          onToggle={toggle}
        />
      </LabelledField>
    </View>
  )
}
