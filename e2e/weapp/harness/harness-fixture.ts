import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

type Files = Record<string, string>

const app = {
  pages: ['pages/home/index', 'pages/mine/index'],
  subPackages: [{ root: 'far', pages: ['room/index'] }],
  tabBar: {
    list: [
      { pagePath: 'pages/home/index', text: '首頁' },
      { pagePath: 'pages/mine/index', text: '我的' },
    ],
  },
  requiredPrivateInfos: ['getLocation'],
}

/** Source of a page that prints its lifecycle calls, so that a test can check their order. */
const page = (name: string, body = '') => `
const tell = (what) => console.log('${name} ' + what)
Page({
  data: { said: '', n: 0, items: ['甲', '乙'] },
  onLoad(query) { tell('load ' + Object.keys(query).map((key) => key + '=' + query[key])) },
  onShow() { tell('show') }, onReady() { tell('ready') }, onHide() { tell('hide') }, onUnload() { tell('unload') },
  ${body}
})`

const files: Files = {
  'app.json': JSON.stringify(app),
  'app.js': `App({ onLaunch() { console.log('app launch') }, onShow() { console.log('app show') } })`,
  'pages/home/index.json': '{"navigationBarTitleText":"首頁","usingComponents":{"badge":"../../badge"}}',
  'pages/home/index.wxml': `
<template name="row"><view class="row" bindtap="choose" data-name="{{name}}"><text>選 {{name}}</text><view catchtap="keep" aria-label="收藏{{name}}">☆</view></view></template>
<view>說：{{said}}</view>
<template is="row" data="{{name: item}}" wx:for="{{items}}" wx:key="*this" />
<input placeholder="姓名" value="{{said}}" bindinput="say" />
<switch aria-label="提醒" checked="{{n > 0}}" bindchange="flip" />
<picker mode="selector" range="{{items}}" aria-label="種類" bindchange="turn"><view>種類</view></picker>
<view bindtap="around"><badge count="{{n}}" bind:pressed="press" /></view><button disabled>停用</button><view hidden bindtap="keep">藏</view>`,
  'pages/home/index.js': page(
    'home',
    `choose(event) { this.setData({ said: '選了' + event.currentTarget.dataset.name }) },
  keep() { this.setData({ said: '收藏了' }) },
  say({ detail }) { this.setData({ said: detail.value }) },
  flip({ detail }) { this.setData({ n: detail.value ? 1 : 0 }) },
  turn({ detail }) { this.setData({ said: this.data.items[detail.value] }) },
  around() { console.log('tapped around') },
  press({ detail }) { this.setData({ said: '按了' + detail.times }) },`,
  ),
  'badge.json': '{"component":true}',
  'badge.wxml': '<view bindtap="press">數 {{count}}</view>',
  'badge.js': `Component({ properties: { count: { type: Number, value: 0 } },
    methods: { press() { this.triggerEvent('pressed', { times: this.data.count + 1 }) } } })`,
  'pages/mine/index.json': '{}',
  'pages/mine/index.wxml': '<view>我的 {{said}}</view><view bindtap="act">做</view>',
  'pages/mine/index.js': page('mine', 'act() { require("../../act.js")(this) },'),
  'act.js': 'module.exports = () => {}',
  'far/room/index.json': '{}',
  'far/room/index.wxml': '<view>遠 {{said}}</view>',
  'far/room/index.js': page('room'),
}

/** Writes a small mini-program by hand; `changes` replace its files, one broken thing at a time. */
export function writeFixture(changes: Files = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'weapp-'))
  for (const [path, source] of Object.entries({ ...files, ...changes })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), source)
  }
  return root
}

/** A mini-program whose page 我的 runs `body` when 做 is tapped; `page` is the page there. */
export function acting(body: string): string {
  return writeFixture({ 'act.js': `module.exports = (page) => { ${body} }` })
}
