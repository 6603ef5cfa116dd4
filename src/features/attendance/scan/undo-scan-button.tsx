import { UNDO_WINDOW } from '@core/attendance/attendance'
import type { Instant } from '@core/base/time'
import { cloudNow } from '@/platform/network/cloud-clock'
import { Button } from '@/ui/buttons/button'
import { useNow } from '@/ui/layout/use-now'
import { useManagerWords } from '@/words/manager/use-manager-words'

const SECOND = 1_000

/** Undo button, with the remaining seconds of the undo window. */
export function UndoScanButton({ at, onUndo }: { at: Instant; onUndo: () => void }) {
  const { t } = useManagerWords()
  useNow(SECOND)
  const left = Math.ceil((at + UNDO_WINDOW - cloudNow()) / SECOND)
  if (left <= 0) return null
  return (
    <Button quiet onTap={onUndo}>
      {t('scan.undo', { left })}
    </Button>
  )
}
