// The trial's record: one container per kind of thing, archives immutable, no account keys.

import { archiveContainers, workingContainers } from '../containers.bicep'
import { retentionType } from '../types.bicep'

param location string

@minLength(3)
@maxLength(24)
param accountName string

@description('Standard_LRS keeps three copies in one building, Standard_ZRS in three zones, Standard_GZRS also in a paired region.')
param redundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

param retention retentionType

@description('True once the immutability policies have been locked: a locked policy cannot be written again, so the template leaves it alone.')
param immutabilityLocked bool

param publicNetworkAccess 'Enabled' | 'Disabled'
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: publicNetworkAccess
    supportsHttpsTrafficOnly: true
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
      services: { blob: { enabled: true, keyType: 'Account' } }
    }
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 30 }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource archives 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for name in archiveContainers: {
    parent: blobService
    name: name
    properties: { publicAccess: 'None' }
  }
]

// Policies start unlocked. Locking is a person's decision that cannot be taken back (see README.md), so it is not in here.
resource immutability 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2024-01-01' = [
  for (name, index) in archiveContainers: if (!immutabilityLocked) {
    parent: archives[index]
    name: 'default'
    properties: {
      // Every object is one whole blob: nothing is ever appended to, the audit trail included.
      allowProtectedAppendWrites: false
      immutabilityPeriodSinceCreationInDays: retention.archive
    }
  }
]

resource working 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for name in workingContainers: {
    parent: blobService
    name: name
    properties: { publicAccess: 'None' }
  }
]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'expire-rejected'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['rejected/'] }
            actions: {
              baseBlob: { delete: { daysAfterCreationGreaterThan: retention.rejected } }
              // With versioning on, deleting the blob leaves a version behind, which has to go as well.
              version: { delete: { daysAfterCreationGreaterThan: retention.rejected } }
            }
          }
        }
      ]
    }
  }
  dependsOn: [blobService]
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobService
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageRead', enabled: true }
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

output accountId string = account.id
output blobEndpoint string = account.properties.primaryEndpoints.blob
