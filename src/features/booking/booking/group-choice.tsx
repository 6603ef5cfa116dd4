import { Text, View } from '@tarojs/components'
import { Segments } from '@/ui/fields/segments'
import { useWords } from '@/words/use-words'

/** For several people: all or none, or each with a booking of their own. */
export function GroupChoice({ apart, onChoose }: { apart: boolean; onChoose: (apart: boolean) => void }) {
  const { t } = useWords()
  return (
    <View className="tight">
      <Segments
        label={t('session.how')}
        on={apart ? 'apart' : 'together'}
        onChoose={(key) => onChoose(key === 'apart')}
        options={[
          { key: 'together', name: t('session.together') },
          { key: 'apart', name: t('session.apart') },
        ]}
      />
      <Text className="small soft">{t(apart ? 'session.apart-what' : 'session.together-what')}</Text>
    </View>
  )
}
