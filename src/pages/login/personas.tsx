import type { PersonaId } from '@core/account/persona'
import { Text, View } from '@tarojs/components'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { useWords } from '@/words/use-words'

type Props = { personas: readonly { persona: PersonaId; name: string }[]; onChoose: (persona: PersonaId) => void }

/** Personas of the demo to log in as. */
export function Personas({ personas, onChoose }: Props) {
  const { t } = useWords()
  return (
    <>
      <Text className="soft">{t('login.demo')}</Text>
      {personas.map(({ persona, name }) => (
        <Touchable
          key={persona}
          className="card row"
          label={`${name}，${t(`persona.${persona}`)}`}
          onTap={() => onChoose(persona)}
        >
          <Icon name="mine" />
          <View className="grow tight">
            <Text className="heading">{name}</Text>
            <Text className="small soft">{t(`persona.${persona}`)}</Text>
          </View>
          <Icon name="next" />
        </Touchable>
      ))}
    </>
  )
}
