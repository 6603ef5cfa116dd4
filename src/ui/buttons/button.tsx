import { Text } from '@tarojs/components'
import { Icon } from './icon'
import { Touchable } from './touchable'

type Props = {
  children: string
  onTap: () => void
  /** Not the one red thing of the page. */
  quiet?: boolean
  slim?: boolean
  /** Cannot be done now; it stays in sight and says so. */
  disabled?: boolean
  /** Under way: it stays, and a second tap does nothing. */
  busy?: boolean
  icon?: string
}

/** A button. */
export function Button({ children, onTap, quiet, slim, disabled, busy, icon }: Props) {
  const names = ['button', quiet && 'quiet', slim && 'slim', disabled && 'off'].filter(Boolean).join(' ')
  return (
    <Touchable
      className={names}
      label={children}
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
