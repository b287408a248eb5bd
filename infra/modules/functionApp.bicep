// The function app: our program as the custom handler of the Functions host, on Linux, under the one identity.

import { hostingType, subnetsType } from '../types.bicep'

param location string
param name string
param planName string
param hosting hostingType

@description('Where the deployment package lives: Flex Consumption keeps it in the container, Premium runs it from there.')
param packageContainerUrl string

param identityId string
param identityClientId string
param hostBlobEndpoint string
param insightsName string
param workspaceId string

@description('Address ranges that may call the app. Empty: anyone, and only bearer tokens stand in the way.')
param allowedCallerRanges string[]

@description('Where the app sends its traffic. Null: no private network.')
param subnets subnetsType?

@description('The program\'s own settings.')
param settings { *: string }

var flex = hosting == 'FlexConsumption'

// The host's own storage by identity. Nothing in here is a secret: the connection string of Application Insights names
// an endpoint, and the component accepts nothing that does not come with a token.
var hostSettings = {
  AzureWebJobsStorage__blobServiceUri: hostBlobEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
}

// Flex Consumption takes these from functionAppConfig and refuses them as settings. Premium would want a file share,
// whose only credential is an account key; running from the package in the container does without.
var premiumSettings = {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'custom'
  WEBSITE_RUN_FROM_PACKAGE: '${packageContainerUrl}/report-pipeline.zip'
  WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identityId
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  kind: flex ? 'functionapp' : 'elastic'
  sku: flex ? { tier: 'FlexConsumption', name: 'FC1' } : { tier: 'ElasticPremium', name: 'EP1' }
  properties: { reserved: true, maximumElasticWorkerCount: flex ? null : 10 }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    // Flex Consumption sends all its traffic through the subnet; Premium has to be told.
    virtualNetworkSubnetId: subnets.?application
    vnetRouteAllEnabled: flex ? null : subnets != null
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: empty(allowedCallerRanges) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: [
        for (range, index) in allowedCallerRanges: {
          name: 'caller-${index}'
          action: 'Allow'
          priority: 100 + index
          ipAddress: range
        }
      ]
    }
    functionAppConfig: flex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: packageContainerUrl
              authentication: {
                type: 'UserAssignedIdentity'
                userAssignedIdentityResourceId: identityId
              }
            }
          }
          // The stack list of Functions names the custom handler "custom", version "1.0", on FC1.
          runtime: { name: 'custom', version: '1.0' }
          scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: 40 }
        }
      : null
  }

  // Publishing goes through Entra tokens, not through passwords.
  resource filePublishing 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource packagePublishing 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(hostSettings, flex ? {} : premiumSettings, settings)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output address string = 'https://${app.properties.defaultHostName}'
