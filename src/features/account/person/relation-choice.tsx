import { Segments } from '@/ui/fields/segments'
import { useWords } from '@/words/use-words'

const RELATIONS = ['child', 'parent'] as const
export type CaredRelation = (typeof RELATIONS)[number] | 'ward'

type Props = {
  on: CaredRelation
  onChoose: (relation: CaredRelation) => void
  /** Also offer "ward" (somebody my station looks after). */
  withWards?: boolean
}

/** Choice of relation: child, parent or ward. */
export function RelationChoice({ on, onChoose, withWards }: Props) {
  const { t } = useWords()
  return (
    <Segments
      label={t('person.relation')}
      on={on}
      onChoose={onChoose}
      options={[...RELATIONS, ...(withWards ? (['ward'] as const) : [])].map((key) => ({
        key,
        name: t(`person.${key}`),
      }))}
    />
  )
}
