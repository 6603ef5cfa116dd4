export default defineAppConfig({
  pages: ['pages/nearby/index'],
  subPackages: [{ root: 'manager', pages: ['pages/today/index'] }],
  window: { navigationBarTitleText: '一刻', navigationStyle: 'default' },
  lazyCodeLoading: 'requiredComponents',
})
