// What the function app may do to the trial's record: read and create, per container. Never delete, not even where
// no immutability policy stands in the way. The expiry of refused submissions is the storage service's own doing.

import { archiveContainers, workingContainers } from '../containers.bicep'

param accountName string
param identityName string
param principalId string

var containerNames = concat(archiveContainers, workingContainers)

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: accountName

  resource blobService 'blobServices' existing = {
    name: 'default'

    resource containers 'containers' existing = [for name in containerNames: { name: name }]
  }
}

// "add" alone would do for new blobs, but a second Put Blob on an existing name would then be answered 403 instead of
// the 409 that tells the program "already stored": hence "write". Overwriting is stopped by the immutability policy
// and by If-None-Match; deleting and moving are stopped here.
resource recordWriter 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, accountName, 'record-writer')
  properties: {
    roleName: 'Report Pipeline record writer (${accountName})'
    description: 'Reads and creates blobs; cannot delete or move them, nor touch containers.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read']
        notActions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
        ]
        notDataActions: []
      }
    ]
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, index) in containerNames: {
    scope: account::blobService::containers[index]
    name: guid(account.id, name, identityName, recordWriter.id)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: recordWriter.id
    }
  }
]
