import { isSelfCheckIn } from '@core/attendance/means'
import { clockOf, instant } from '@core/base/time'
import { Text, View } from '@tarojs/components'
import { Button } from '@/ui/buttons/button'
import { useManagerWords } from '@/words/manager/use-manager-words'
import type { RosterPerson } from './current-roster'

type Props = {
  line: RosterPerson
  onMark: () => void
  /** Takes a self check-in back; absent once the day is over. */
  onTakeBack: (() => void) | undefined
}

/** One person on the roster: not here yet, or when and how they checked in. */
export function RosterRow({ line, onMark, onTakeBack }: Props) {
  const { t } = useManagerWords()
  const { name, by, code, came, unsent } = line
  const said = came && [
    came.late && t('roster.late'),
    came.again > 0 && t('roster.again', { count: came.again + 1 }),
    came.leftAt && t('roster.left', { at: clockOf(instant(came.leftAt)) }),
    unsent && t('seen.unsent'),
  ]
  const more = said?.filter(Boolean).join('，')
  return (
    <View className="card row between wrap">
      <View className="tight grow">
        <Text className="heading">{name}</Text>
        <Text className="small soft figure">{t('roster.code', { last: code.slice(-4) })}</Text>
        {by && <Text className="small soft">{t('roster.by', { by })}</Text>}
      </View>
      {came ? (
        <View className="tight">
          <Text className="good figure">
            {t(`means.${came.means}`)} {clockOf(instant(came.at))}
          </Text>
          {more && <Text className="small soft figure">{more}</Text>}
          {onTakeBack && isSelfCheckIn(came.means) && (
            <Button quiet slim of={`${name} ${code.slice(-4)}`} onTap={onTakeBack}>
              {t('roster.back')}
            </Button>
          )}
        </View>
      ) : (
        <Button quiet slim of={`${name} ${code.slice(-4)}`} onTap={onMark}>
          {t('roster.mark')}
        </Button>
      )}
    </View>
  )
}
