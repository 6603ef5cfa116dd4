export default defineAppConfig({
  pages: [
    'pages/nearby/index',
    'pages/agenda/index',
    'pages/mine/index',
    'pages/station/index',
    'pages/session/index',
    'pages/booking/index',
    'pages/login/index',
  ],
  subPackages: [
    {
      root: 'more',
      pages: [
        'pages/inbox/index',
        'pages/household/index',
        'pages/ward/index',
        'pages/strikes/index',
        'pages/draw/index',
        'pages/check-in/index',
        'pages/card/index',
        'pages/settings/index',
        'pages/privacy/index',
        'pages/desk/index',
        'pages/at-desk/index',
      ],
    },
    {
      root: 'manager',
      pages: [
        'pages/today/index',
        'pages/roster/index',
        'pages/proxy/index',
        'pages/scan/index',
        'pages/wall/index',
        'pages/line/index',
        'pages/offerings/index',
        'pages/offering/index',
        'pages/closure/index',
        'pages/appeals/index',
        'pages/dead/index',
        'pages/names/index',
        'pages/sheet/index',
      ],
    },
  ],
  window: {
    navigationBarTitleText: '一刻',
    navigationStyle: 'default',
    navigationBarBackgroundColor: '#faf7f2',
    navigationBarTextStyle: 'black',
    backgroundTextStyle: 'dark',
    backgroundColor: '#faf7f2',
  },
  tabBar: {
    custom: true,
    color: '#6a6258',
    selectedColor: '#c01f1b',
    backgroundColor: '#ffffff',
    list: [
      { pagePath: 'pages/nearby/index', text: '附近' },
      { pagePath: 'pages/agenda/index', text: '活动' },
      { pagePath: 'pages/mine/index', text: '我的' },
    ],
  },
  // Nothing private without a yes to WeChat's guide (src/platform/guide.tsx); phones of 2023 want to be told.
  __usePrivacyCheck__: true,
  // The fuzzy one is off by kilometres, and one mini-program may have but one of the two (docs/decisions/009-wall.md).
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '找走路 15 分钟内的站，扫墙上的码签到；不保存' } },
  lazyCodeLoading: 'requiredComponents',
  // In a browser Taro slides pages by timers, and two steps back within one slide leave no page in sight.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
})
