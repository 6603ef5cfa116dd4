import { UNDO } from '@core/attendance/scan'
import type { Instant } from '@core/base/time'
import { cloudNow } from '@/platform/network/cloud-clock'
import { Action } from '@/ui/buttons/button'
import { useNow } from '@/ui/layout/use-now'
import { useDeskWords } from '@/words/manager/use-manager-words'

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
