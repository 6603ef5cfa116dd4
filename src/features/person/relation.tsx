import { Segments } from '@/ui/segments'
import { useWords } from '@/words/use-words'

const RELATIONS = ['child', 'parent'] as const
export type Cared = (typeof RELATIONS)[number]

/** A child or a parent of mine. */
export function RelationChoice({ on, onChoose }: { on: Cared; onChoose: (relation: Cared) => void }) {
  const { t } = useWords()
  return (
    <Segments
      label={t('person.relation')}
      on={on}
      onChoose={onChoose}
      options={RELATIONS.map((key) => ({ key, name: t(`person.${key}`) }))}
    />
  )
}
