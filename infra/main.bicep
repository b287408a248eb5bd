// Everything one trial needs in Azure, in one resource group. README.md walks through the deployment.

import { clientSiteType, hostingType, retentionType } from 'types.bicep'

targetScope = 'resourceGroup'

param location string = resourceGroup().location

@description('Short name of the trial; part of every resource\'s name.')
@minLength(3)
@maxLength(8)
param trialName string

param stage 'test' | 'production'

param hosting hostingType = 'FlexConsumption'

@description('The protocol that the app runs, as a path inside the published folder.')
param protocolFile string

@description('When the analyses run: seconds minutes hours day month weekday, UTC.')
param runAnalysesSchedule string

@description('Site ids exactly as the protocol writes them.')
@minLength(1)
param siteIds string[]

param clientSites clientSiteType[]

@description('Address of the OpenID Connect issuer whose tokens the app accepts; its metadata lie below it.')
param tokenAuthority string

@description('The audience ("aud") of those tokens: the application id of the app registration.')
param tokenAudience string

@description('Client id of the web desk at the same issuer, usually the same app registration. Empty: people cannot sign in at the desk.')
param deskClientId string = ''

param retention retentionType

@description('Set to true after the immutability policies have been locked. Locking itself is a manual step.')
param immutabilityLocked bool = false

param storageRedundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS' = 'Standard_ZRS'

@description('Hours without an accepted bundle after which a site is reported.')
@minValue(1)
@maxValue(48)
param silentSiteHours int = 48

@description('Hours without a completed run after which the operators are told.')
@minValue(1)
@maxValue(48)
param missingRunHours int = 26

@minLength(1)
param operatorEmailAddresses string[]

@description('Storage and key vault are reachable only from a network of their own.')
param privateNetwork bool = false

@description('Address range of that network, a /24.')
param networkAddressPrefix string = '10.40.0.0/24'

@description('Address ranges of the hospitals and the committee. Empty: anyone with a valid token.')
param allowedCallerRanges string[] = []

var suffix = uniqueString(resourceGroup().id, trialName, stage)
var namePrefix = '${trialName}-${stage}'
var identityName = 'id-${namePrefix}'
var insightsName = 'appi-${namePrefix}'
var trialStorageName = take('st${trialName}${suffix}', 24)
var hostStorageName = take('sthost${suffix}', 24)
var vaultName = take('kv-${trialName}-${suffix}', 24)
var appName = 'func-${namePrefix}-${suffix}'
var publicNetworkAccess = privateNetwork ? 'Disabled' : 'Enabled'

module identity 'modules/identity.bicep' = {
  params: {
    location: location
    name: identityName
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: location
    workspaceName: 'log-${namePrefix}'
    insightsName: insightsName
    logRetentionInDays: retention.logs
    identityName: identityName
    principalId: identity.outputs.principalId
  }
}

module trialStorage 'modules/trialStorage.bicep' = {
  params: {
    location: location
    accountName: trialStorageName
    redundancy: storageRedundancy
    retention: retention
    immutabilityLocked: immutabilityLocked
    publicNetworkAccess: publicNetworkAccess
    workspaceId: monitoring.outputs.workspaceId
  }
}

module trialStorageAccess 'modules/trialStorageAccess.bicep' = {
  params: {
    accountName: trialStorageName
    identityName: identityName
    principalId: identity.outputs.principalId
  }
  dependsOn: [trialStorage]
}

module hostStorage 'modules/hostStorage.bicep' = {
  params: {
    location: location
    accountName: hostStorageName
    publicNetworkAccess: publicNetworkAccess
    identityName: identityName
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module keyVault 'modules/keyVault.bicep' = {
  params: {
    location: location
    vaultName: vaultName
    publicNetworkAccess: publicNetworkAccess
    identityName: identityName
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    location: location
    name: 'vnet-${namePrefix}'
    hosting: hosting
    addressPrefix: networkAddressPrefix
  }
}

module privateEndpoints 'modules/privateEndpoints.bicep' = if (privateNetwork) {
  params: {
    location: location
    networkId: network!.outputs.networkId
    subnets: network!.outputs.subnets
    trialStorageId: trialStorage.outputs.accountId
    hostStorageId: hostStorage.outputs.accountId
    vaultId: keyVault.outputs.vaultId
  }
}

// Linux apps refuse a setting with a hyphen in its name: the client ids, full of them, are values in a numbered list.
var clientSiteSettings = reduce(
  map(range(0, length(clientSites)), index => {
    'Authentication__Clients__${index}__ClientId': clientSites[index].clientId
    'Authentication__Clients__${index}__Site': clientSites[index].siteId
  }),
  {},
  (all, next) => union(all, next)
)

var deskSettings = empty(deskClientId)
  ? {}
  : {
      Desk__ClientId: deskClientId
      Desk__ClientSecret: keyVault.outputs.deskClientSecretReference
    }

module functionApp 'modules/functionApp.bicep' = {
  params: {
    location: location
    name: appName
    planName: 'plan-${namePrefix}'
    hosting: hosting
    packageContainerUrl: hostStorage.outputs.packageContainerUrl
    identityId: identity.outputs.resourceId
    identityClientId: identity.outputs.clientId
    hostBlobEndpoint: hostStorage.outputs.blobEndpoint
    insightsName: insightsName
    workspaceId: monitoring.outputs.workspaceId
    allowedCallerRanges: allowedCallerRanges
    subnets: privateNetwork ? network!.outputs.subnets : null
    settings: union(clientSiteSettings, deskSettings, {
      // Also in the test stage: it is what makes the program refuse the development issuer.
      AZURE_FUNCTIONS_ENVIRONMENT: 'Production'
      ProtocolFile: protocolFile
      RunAnalysesSchedule: runAnalysesSchedule
      SigningKey: keyVault.outputs.signingKeyReference
      PseudonymKey: keyVault.outputs.pseudonymKeyReference
      Storage__AccountUri: trialStorage.outputs.blobEndpoint
      Authentication__Authority: tokenAuthority
      Authentication__Audience: tokenAudience
    })
  }
  // The app must not start before it may reach what it needs.
  dependsOn: [trialStorageAccess, privateEndpoints]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    namePrefix: namePrefix
    workspaceId: monitoring.outputs.workspaceId
    siteIds: siteIds
    emailAddresses: operatorEmailAddresses
    silentSiteHours: silentSiteHours
    missingRunHours: missingRunHours
  }
}

output functionAppName string = appName
output functionAppAddress string = functionApp.outputs.address
output trialStorageAccountName string = trialStorageName
output hostStorageAccountName string = hostStorageName
output keyVaultName string = vaultName
