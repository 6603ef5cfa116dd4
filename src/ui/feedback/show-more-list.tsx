import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { useWords } from '@/words/use-words'
import { Button } from '../buttons/button'

/** Items rendered at first: a mini-program page is limited in nodes. */
const FIRST = 40

type Props<T> = {
  items: readonly T[]
  first?: number
  className?: string
  /** What is listed, where a page has several of these lists. */
  of?: string
  children: (item: T) => ReactNode
}

/** List with a "show more" button. */
export function ShowMoreList<T>({ items, first = FIRST, className, of, children }: Props<T>) {
  const { t } = useWords()
  const [shown, setShown] = useState(first)
  return (
    <>
      <View className={className}>{items.slice(0, shown).map(children)}</View>
      {items.length > shown && (
        <Button quiet of={of} onTap={() => setShown(shown + first)}>
          {t('nearby.more')}
        </Button>
      )}
    </>
  )
}
