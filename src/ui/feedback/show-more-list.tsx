import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'

/** A page of a mini-program may not hold more at once. */
const FIRST = 40

type Props<T> = { items: readonly T[]; first?: number; className?: string; children: (item: T) => ReactNode }

/** The first of many, and more when asked. */
export function ShowMoreList<T>({ items, first = FIRST, className, children }: Props<T>) {
  const { t } = useWords()
  const [shown, setShown] = useState(first)
  return (
    <>
      <View className={className}>{items.slice(0, shown).map(children)}</View>
      {items.length > shown && (
        <Button quiet onTap={() => setShown(shown + first)}>
          {t('nearby.more')}
        </Button>
      )}
    </>
  )
}
