export default definePageConfig({ navigationBarTitleText: '站点申请', enablePullDownRefresh: true })
