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
        'pages/strikes/index',
        'pages/draw/index',
        'pages/settings/index',
      ],
    },
    {
      root: 'manager',
      pages: [
        'pages/today/index',
        'pages/roster/index',
        'pages/scan/index',
        'pages/line/index',
        'pages/offerings/index',
        'pages/offering/index',
        'pages/closure/index',
        'pages/appeals/index',
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
  // Fuzzy is near enough for a walk; precise would ask for more than is needed.
  requiredPrivateInfos: ['getFuzzyLocation'],
  permission: { 'scope.userFuzzyLocation': { desc: '用来找走路 15 分钟内的站点，不会保存' } },
  lazyCodeLoading: 'requiredComponents',
  // In a browser Taro slides pages by timers, and two steps back within one slide leave no page in sight.
  ...(process.env.TARO_ENV === 'h5' ? { animation: false } : {}),
})
