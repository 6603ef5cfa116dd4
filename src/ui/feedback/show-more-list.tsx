import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { useWords } from '@/words/use-words'
import { Action } from '../buttons/button'

/** A page of a mini-program may not hold more at once. */
const FIRST = 40

type Props<T> = { of: readonly T[]; first?: number; className?: string; children: (item: T) => ReactNode }

/** The first of many, and more when asked. */
export function Some<T>({ of, first = FIRST, className, children }: Props<T>) {
  const { t } = useWords()
  const [shown, setShown] = useState(first)
  return (
    <>
      <View className={className}>{of.slice(0, shown).map(children)}</View>
      {of.length > shown && (
        <Action quiet onTap={() => setShown(shown + first)}>
          {t('nearby.more')}
        </Action>
      )}
    </>
  )
}
