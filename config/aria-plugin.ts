import type { IPluginContext } from '@tarojs/service'

const NAME = ['label', 'role', 'hidden']
const STATE = ['checked', 'disabled', 'expanded', 'selected']

/** Aria attributes per tag, no more than it needs: each one is repeated in some fifty templates. */
const ATTRIBUTES: Record<string, string[]> = {
  view: [...NAME, 'live'],
  'tappable view': [...NAME, ...STATE],
  text: NAME,
  image: NAME,
  button: [...NAME, ...STATE],
  input: ['label', 'disabled'],
  textarea: ['label', 'disabled'],
  picker: NAME,
  switch: ['label'],
  checkbox: ['label'],
  radio: ['label'],
  slider: ['label'],
}

/**
 * Taro plugin that adds aria attributes to the built base.wxml. Taro's templates emit none, so the props of
 * `<View ariaLabel ariaRole>` reach setData but no screen reader; the names are those Taro already sends.
 * (Taro's own hook, `mergeComponents`, renumbers all props and needs the same list again at run time. The templates
 * of `compileMode` carry aria attributes by themselves, as long as the prop is written `ariaLabel`.)
 */
export default (ctx: IPluginContext): void => {
  ctx.modifyBuildAssets(({ assets }: { assets: Record<string, Asset> }) => {
    const base = assets['base.wxml']
    if (process.env.TARO_ENV !== 'weapp' || !base) return
    const wxml = addAria(String(base.source()))
    assets['base.wxml'] = { source: () => wxml, size: () => Buffer.byteLength(wxml) }
  })
}

interface Asset {
  source(): string | Buffer
  size(): number
}

const TAGS = new RegExp(`<(${Object.keys(ATTRIBUTES).join('|')}) ([^>]*data-sid="{{i.sid}}")`, 'g')

function addAria(wxml: string): string {
  return wxml.replace(TAGS, (tag, name: string, attributes: string) => {
    // Taro uses views without hover-class for nodes with class, style and tap only: they never have a label.
    if (name === 'view' && !attributes.includes('hover-class')) return tag
    const kind = name === 'view' && attributes.includes('bindtap') ? 'tappable view' : name
    const added = (ATTRIBUTES[kind] ?? []).map(
      (word) => `aria-${word}="{{i.aria${word[0]?.toUpperCase()}${word.slice(1)}}}"`,
    )
    return `<${name} ${added.join(' ')} ${attributes}`
  })
}
