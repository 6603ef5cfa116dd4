export default definePageConfig({ navigationBarTitleText: '待审名字', enablePullDownRefresh: true })
