export default definePageConfig({ navigationBarTitleText: '要看的名字', enablePullDownRefresh: true })
