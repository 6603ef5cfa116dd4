import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { useWords } from '@/words/use-words'

/** Guardian's consent for a young child, with what it covers. */
export function GuardianConsent({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const { t } = useWords()
  return (
    <Touchable role="checkbox" className="row" label={t('person.consent')} checked={on} onTap={() => onChange(!on)}>
      <View className={on ? 'checkbox on' : 'checkbox'}>
        <Icon name="check" />
      </View>
      <Text className="grow small">{t('person.consent')}</Text>
    </Touchable>
  )
}
