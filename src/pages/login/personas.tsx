import type { PersonaId } from '@core/account/persona'
import { Text, View } from '@tarojs/components'
import { Sign } from '@/ui/buttons/icon'
import { Touch } from '@/ui/buttons/touchable'
import { useWords } from '@/words/use-words'

type Props = { personas: readonly { persona: PersonaId; name: string }[]; onChoose: (persona: PersonaId) => void }

/** Who one can be in the demo. */
export function Personas({ personas, onChoose }: Props) {
  const { t } = useWords()
  return (
    <>
      <Text className="soft">{t('login.demo')}</Text>
      {personas.map(({ persona, name }) => (
        <Touch
          key={persona}
          className="card row"
          label={`${name}，${t(`persona.${persona}`)}`}
          onTap={() => onChoose(persona)}
        >
          <Sign name="mine" />
          <View className="grow tight">
            <Text className="heading">{name}</Text>
            <Text className="small soft">{t(`persona.${persona}`)}</Text>
          </View>
          <Sign name="next" />
        </Touch>
      ))}
    </>
  )
}
