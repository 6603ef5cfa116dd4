import type { Instant } from '@core/base/time'
import { Text } from '@tarojs/components'
import { useManagerWords } from '@/words/manager/use-manager-words'
import { AffectedSessions } from './affected-sessions'
import type { ClosingEffect } from './store'
import { useClosingProgress } from './use-closing-progress'

type Props = { effect: ClosingEffect; now: Instant; nameOf: (station: string) => string }

/** A closing under way: how far it is and what is foreseen; once it has ended, what became of each session. */
export function ClosingSteps({ effect, ...others }: Props) {
  const { t } = useManagerWords()
  const state = useClosingProgress(effect.id)
  const { done = 0, told = 0, ended = !effect.id } = state?.closing ?? {}
  const count = effect.sessions.length
  return (
    <>
      {!ended && <Text className="figure">{t('closure.under-way', { count, done })}</Text>}
      {ended && <Text>{told ? t('closure.told', { told }) : t('closure.tell-none')}</Text>}
      <AffectedSessions sessions={ended && state ? state.sessions : effect.sessions} {...others} />
    </>
  )
}
