import { Segments } from '@/ui/fields/segments'
import { useWords } from '@/words/use-words'

const RELATIONS = ['child', 'parent'] as const
export type Cared = (typeof RELATIONS)[number] | 'ward'

type Props = {
  on: Cared
  onChoose: (relation: Cared) => void
  /** Or somebody my station looks after. */
  atWork?: boolean
}

/** A child or a parent of mine. */
export function RelationChoice({ on, onChoose, atWork }: Props) {
  const { t } = useWords()
  return (
    <Segments
      label={t('person.relation')}
      on={on}
      onChoose={onChoose}
      options={[...RELATIONS, ...(atWork ? (['ward'] as const) : [])].map((key) => ({ key, name: t(`person.${key}`) }))}
    />
  )
}
