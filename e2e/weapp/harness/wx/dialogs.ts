import { asyncMembers, type Host, type Members } from './api'
import { WxFailure } from './wx-failure'

export interface Modal {
  kind: 'modal' | 'sheet'
  title: string
  content: string
  /** The buttons in WeChat's order, 取消 and 確定, or the items of a sheet. */
  choices: string[]
  answer?: string | undefined
}

/** Modals and sheets wait for the person; a preset answer is used up by the next one. */
export class Dialogs {
  readonly all: Modal[] = []
  private presets: (boolean | string)[] = []
  private waiting: { modal: Modal; resolve: (choice: string | undefined) => void } | undefined

  get open(): Modal | undefined {
    return this.waiting?.modal
  }

  ask(modal: Modal): Promise<string | undefined> {
    this.all.push(modal)
    const preset = this.presets.shift()
    if (preset !== undefined) {
      modal.answer = choose(modal, preset)
      return Promise.resolve(modal.answer)
    }
    return new Promise((resolve) => {
      this.waiting = { modal, resolve }
    })
  }

  answer(choice: boolean | string): void {
    if (!this.waiting) {
      this.presets.push(choice)
      return
    }
    const { modal, resolve } = this.waiting
    modal.answer = choose(modal, choice)
    this.waiting = undefined
    resolve(modal.answer)
  }
}

/** Resolves an answer: `true` is the last choice of a modal (its confirmation), `false` none. */
function choose(modal: Modal, choice: boolean | string): string | undefined {
  if (choice === false) return undefined
  if (choice === true) return modal.choices.at(-1)
  if (!modal.choices.includes(choice))
    throw new Error(`「${modal.title}」 offers ${modal.choices.join('、')}, not ${choice}`)
  return choice
}

export function dialogs(host: Host): Members {
  const toast = (title: unknown) => void host.device.toasts.push(String(title ?? ''))
  return asyncMembers(host, {
    showToast: ({ title }) => toast(title),
    showLoading: ({ title }) => toast(title),
    hideToast: () => undefined,
    hideLoading: () => undefined,
    showModal: async ({ title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定' }) => {
      for (const text of [cancelText, confirmText]) {
        if (String(text).length > 4)
          throw new WxFailure('cancelText or confirmText length should not larger than 4 Chinese characters')
      }
      const choices = (showCancel ? [cancelText, confirmText] : [confirmText]) as string[]
      const modal: Modal = { kind: 'modal', title: String(title), content: String(content), choices }
      const choice = await host.dialogs.ask(modal)
      return { confirm: choice === confirmText, cancel: choice !== confirmText }
    },
    showActionSheet: async ({ itemList = [], alertText = '' }) => {
      const choices = [...(itemList as string[])]
      if (choices.length > 6) throw new WxFailure('parameter error: itemList should not be large than 6')
      const choice = await host.dialogs.ask({ kind: 'sheet', title: String(alertText), content: '', choices })
      if (choice === undefined) throw new WxFailure('cancel')
      return { tapIndex: choices.indexOf(choice) }
    },
  })
}
