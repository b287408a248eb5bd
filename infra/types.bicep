// Shapes of parameters that several modules share.

@export()
@description('How long things are kept, in days.')
type retentionType = {
  @description('Immutability of each archive container, counted from the creation of each blob. Longer than the law asks of the trial, never shorter.')
  @minValue(1)
  @maxValue(146000)
  archive: int

  @description('Refused submissions, which may hold patient data that was never wanted.')
  @minValue(1)
  rejected: int

  @description('Logs in the workspace.')
  @minValue(30)
  @maxValue(730)
  logs: int
}

@export()
@description('Which client application speaks for which site. The client id is the "azp"/"appid" claim of its tokens.')
type clientSiteType = {
  clientId: string
  siteId: string
}

@export()
@description('Subnets of the private network.')
type subnetsType = {
  @description('Resource id of the subnet that the function app sends its traffic through.')
  application: string

  @description('Resource id of the subnet that holds the private endpoints.')
  endpoints: string
}

@export()
@description('FlexConsumption scales to zero. ElasticPremium keeps an instance warm, for regions without Flex Consumption.')
type hostingType = 'FlexConsumption' | 'ElasticPremium'
