export default definePageConfig({ navigationBarTitleText: '给站长的邀请卡' })
