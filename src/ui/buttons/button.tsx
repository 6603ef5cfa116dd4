import { Text } from '@tarojs/components'
import { Icon } from './icon'
import { Touchable } from './touchable'

type Props = {
  children: string
  /** Person or thing that it acts on, for screen readers: a list repeats the same text. */
  of?: string | undefined
  onTap: () => void
  /** Secondary; a page has at most one primary (red) button. */
  quiet?: boolean
  slim?: boolean
  /** Unavailable now; stays visible and is announced as disabled. */
  disabled?: boolean
  /** In progress: shows a spinner and ignores further taps. */
  busy?: boolean
  icon?: string
}

export function Button({ children, of, onTap, quiet, slim, disabled, busy, icon }: Props) {
  const names = ['button', quiet && 'quiet', slim && 'slim', disabled && 'off'].filter(Boolean).join(' ')
  return (
    <Touchable
      className={names}
      label={of ? `${children} ${of}` : children}
      disabled={!!(disabled || busy)}
      onTap={() => !disabled && !busy && onTap()}
    >
      {busy ? (
        <Text className="arc waiting" style="--size: 1.2em; --hue: currentColor" />
      ) : (
        icon && <Icon name={icon} />
      )}
      <Text>{children}</Text>
    </Touchable>
  )
}
