import { readWxMembers } from '../package/wx-members'
import { asyncMembers, type Host, type Members } from './api'
import { dialogs } from './dialogs'
import { cloudBase } from './io/cloud-base'
import { files } from './io/files'
import { network } from './io/network'
import { storage } from './io/storage'
import { layout } from './layout'
import { navigation } from './navigation'
import { person } from './person'
import { place } from './place'
import { guide } from './privacy-guide'
import { screen } from './screen'
import { stubs } from './stubs'
import { system } from './system'
import { tabBar } from './tab-bar'
import { WxFailure } from './wx-failure'

const parts = [
  cloudBase,
  dialogs,
  files,
  layout,
  navigation,
  network,
  person,
  place,
  screen,
  storage,
  stubs,
  system,
  tabBar,
]

/** Names that may be read besides: Taro puts webpack's chunk list on `wx`, the one object that all files share. */
const ALLOWED = new Set(['webpackJsonp', 'hasOwnProperty', 'toString', 'valueOf', 'constructor', 'then', 'toJSON'])

/** WeChat's launch scene of a page previewed from the timeline, and the interfaces we use that are disabled there. */
const PREVIEW = 1154
const DISABLED_IN_PREVIEW = [
  ...['navigateTo', 'redirectTo', 'switchTab', 'reLaunch', 'navigateBack', 'setNavigationBarTitle'],
  ...['setNavigationBarColor', 'login', 'openLocation', 'scanCode', 'makePhoneCall', 'saveImageToPhotosAlbum'],
]

function refusals(host: Host): Members {
  const refuse = (name: string) => () => {
    host.faults.report('preview', `wx.${name} is disabled in the timeline preview`)
    throw new WxFailure('can not be used in single page mode')
  }
  return asyncMembers(host, Object.fromEntries(DISABLED_IN_PREVIEW.map((name) => [name, refuse(name)])))
}

/**
 * Creates the `wx` of the app. Members WeChat's typings do not know are faults as soon as they are read;
 * members known but not faked fail when called, since Taro reads every member at start.
 */
export function createWx(host: Host): object {
  const known = new Set(readWxMembers().keys())
  const members: Members = Object.assign({}, ...parts.map((part) => part(host)), host.listeners.members())
  Object.assign(members, guide(host, members))
  if (host.launch.scene === PREVIEW) Object.assign(members, refusals(host))
  // Of an interface only the name is checked; every component counts as available.
  members.canIUse = (schema: string) => known.has(schema.split('.')[0] ?? '') || /^[a-z]+(-[a-z]+)*(\.|$)/.test(schema)
  for (const name of Object.keys(members)) {
    if (!known.has(name)) throw new Error(`The harness fakes wx.${name}, which WeChat does not have`)
  }
  for (const name of known) if (!(name in members)) members[name] = missing(name)
  return new Proxy(members, {
    get: (target, name) => {
      if (typeof name === 'string' && !Object.hasOwn(target, name) && !ALLOWED.has(name)) {
        host.faults.report('wx', `wx.${name} does not exist in WeChat`)
      }
      return Reflect.get(target, name) as unknown
    },
  })
}

function missing(name: string): () => never {
  return () => {
    throw new Error(`wx.${name} is not in the harness`)
  }
}
