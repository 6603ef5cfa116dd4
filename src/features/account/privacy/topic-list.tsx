import { sayTopic, TOPICS, type Topic } from '@core/account/privacy'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '@/ui/buttons/icon'
import { Touchable } from '@/ui/buttons/touchable'
import { useResidentWords } from '@/words/resident/use-resident-words'

const ASPECTS = ['why', 'long', 'erased'] as const

/** Everything the cloud stores about people. A row opens to show why, for how long, and what erasing does. */
export function TopicList() {
  const { t, language } = useResidentWords()
  const [open, setOpen] = useState<Topic>()
  return (
    <View className="card">
      {TOPICS.map((topic) => {
        const said = sayTopic(language, topic)
        const isOpen = topic === open
        return (
          <View key={topic} className="topic">
            <Touchable
              className="line"
              label={`${said.title}：${said.what}`}
              expanded={isOpen}
              onTap={() => setOpen(isOpen ? undefined : topic)}
            >
              <View className="grow tight">
                <Text>{said.title}</Text>
                <Text className="small soft">{said.what}</Text>
              </View>
              <Icon name={isOpen ? 'less' : 'add'} />
            </Touchable>
            {isOpen && (
              <View className="aspects tight small">
                {ASPECTS.map((aspect) => (
                  <Text key={aspect}>{t(`privacy.${aspect}`, { text: said[aspect] })}</Text>
                ))}
              </View>
            )}
          </View>
        )
      })}
    </View>
  )
}
