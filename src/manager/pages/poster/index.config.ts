export default definePageConfig({ navigationBarTitleText: '海报', enablePullDownRefresh: false })
