import { Text, View } from '@tarojs/components'
import { Sign } from '@/ui/buttons/icon'
import { Touch } from '@/ui/buttons/touchable'
import { useWords } from '@/words/use-words'

/** The guardian's word for a small child, with what it covers. */
export function Consent({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const { t } = useWords()
  return (
    <Touch role="checkbox" className="row" label={t('person.consent')} checked={on} onTap={() => onChange(!on)}>
      <View className={on ? 'tick on' : 'tick'}>
        <Sign name="check" />
      </View>
      <Text className="grow small">{t('person.consent')}</Text>
    </Touch>
  )
}
