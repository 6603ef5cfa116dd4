export default definePageConfig({ navigationBarTitleText: '当天的表', enablePullDownRefresh: true })
