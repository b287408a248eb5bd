// A private address and its name for each account that the app talks to.

import { subnetsType } from '../types.bicep'

param location string
param networkId string
param subnets subnetsType
param trialStorageId string
param hostStorageId string
param vaultId string

var blobZoneName = 'privatelink.blob.${environment().suffixes.storage}'
// The suffix is ".vault.azure.net" or a sovereign cloud's own; private links put "vaultcore" in its place.
var vaultZoneName = 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zoneName in [blobZoneName, vaultZoneName]: {
    name: zoneName
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for index in range(0, 2): {
    parent: zones[index]
    name: 'application-network'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
]

module trialStorage 'privateEndpoint.bicep' = {
  params: {
    location: location
    name: 'pe-trial-storage'
    subnetId: subnets.endpoints
    targetId: trialStorageId
    group: 'blob'
    zoneId: zones[0].id
  }
}

module hostStorage 'privateEndpoint.bicep' = {
  params: {
    location: location
    name: 'pe-host-storage'
    subnetId: subnets.endpoints
    targetId: hostStorageId
    group: 'blob'
    zoneId: zones[0].id
  }
}

module vault 'privateEndpoint.bicep' = {
  params: {
    location: location
    name: 'pe-key-vault'
    subnetId: subnets.endpoints
    targetId: vaultId
    group: 'vault'
    zoneId: zones[1].id
  }
}
