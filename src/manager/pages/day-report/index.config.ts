export default definePageConfig({ navigationBarTitleText: '当天报表', enablePullDownRefresh: true })
