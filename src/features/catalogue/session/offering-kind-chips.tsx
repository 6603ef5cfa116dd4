import { OFFERING_KINDS, type OfferingKind } from '@core/catalogue/offering'
import { Chips } from '@/ui/fields/chips'
import { useWords } from '@/words/use-words'

/** Filter chips: all, or one kind of offering. */
export function OfferingKindChips({
  on,
  onChoose,
}: {
  on: OfferingKind | undefined
  onChoose: (kind: OfferingKind | undefined) => void
}) {
  const { t } = useWords()
  const chips = OFFERING_KINDS.map((kind) => ({ key: kind, name: t(`offering.${kind}`) }))
  const all = { key: undefined, name: t('kind.all') }
  return <Chips<OfferingKind | undefined> label={t('kind.which')} chips={[all, ...chips]} on={on} onChoose={onChoose} />
}
