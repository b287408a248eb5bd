// The private option: storage and key vault answer only inside this network. Hospitals still reach the app by HTTPS.

import { hostingType, subnetsType } from '../types.bicep'

param location string
param name string
param hosting hostingType

@description('A /24 is enough: /26 for the application, /27 for the endpoints.')
param addressPrefix string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'application'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'function-app'
              properties: {
                serviceName: hosting == 'FlexConsumption' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: cidrSubnet(addressPrefix, 27, 2), privateEndpointNetworkPolicies: 'Enabled' }
      }
    ]
  }

  resource application 'subnets' existing = { name: 'application' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output networkId string = network.id
output subnets subnetsType = { application: network::application.id, endpoints: network::endpoints.id }
