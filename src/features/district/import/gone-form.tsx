import { REASON_MOST } from '@core/booking/closing-day'
import type { Gone } from '@core/district/import/summary'
import { View } from '@tarojs/components'
import { LabelledField } from '@/ui/fields/labelled-field'
import { Segments } from '@/ui/fields/segments'
import { TextField } from '@/ui/fields/text-field'
import { useManagerWords } from '@/words/manager/use-manager-words'

export type GoneDraft = { act: Gone['act']; reason: string }

/** The choice as it is sent; undefined while the reason is missing. */
export const goneOf = ({ act, reason }: GoneDraft): Gone | undefined =>
  act === 'keep' ? { act } : reason.trim() ? { act, reason: reason.trim() } : undefined

type Props = { bookings: number; draft: GoneDraft; onChange: (draft: GoneDraft) => void }

/** What becomes of the bookings at what goes. */
export function GoneForm({ bookings, draft, onChange }: Props) {
  const { t } = useManagerWords()
  const label = t('import.gone-act', { count: bookings })
  return (
    <View className="card stack">
      <LabelledField label={label} hint={t(`import.${draft.act}-what`)}>
        <Segments
          label={label}
          options={[
            { key: 'keep', name: t('import.keep') },
            { key: 'call-off', name: t('import.call-off') },
          ]}
          on={draft.act}
          onChoose={(act) => onChange({ ...draft, act })}
        />
      </LabelledField>
      {draft.act === 'call-off' && (
        <TextField
          label={t('import.reason')}
          value={draft.reason}
          maxLength={REASON_MOST}
          onChange={(reason) => onChange({ ...draft, reason })}
        />
      )}
    </View>
  )
}
