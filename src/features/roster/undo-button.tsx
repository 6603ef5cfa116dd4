import { UNDO } from '@core/attendance'
import type { Instant } from '@core/time'
import { cloudNow } from '@/platform/clock'
import { Action } from '@/ui/action'
import { useNow } from '@/ui/use-now'
import { useDeskWords } from '@/words/desk/use-desk-words'

const SECOND = 1_000

/** While it can still be taken back, and says how long that is. */
export function UndoButton({ at, onUndo }: { at: Instant; onUndo: () => void }) {
  const { t } = useDeskWords()
  useNow(SECOND)
  const left = Math.ceil((at + UNDO - cloudNow()) / SECOND)
  if (left <= 0) return null
  return (
    <Action quiet onTap={onUndo}>
      {t('scan.undo', { left })}
    </Action>
  )
}
