// The key that signs ledger heads and report manifests. It never leaves the vault; the app may only use it.

param location string

@minLength(3)
@maxLength(24)
param vaultName string

@description('premium keeps the key in a hardware security module.')
param sku 'standard' | 'premium'

param publicNetworkAccess 'Enabled' | 'Disabled'
param identityName string
param principalId string
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: sku }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // A signature that can no longer be checked is worth nothing: not even an owner may purge the key.
    enablePurgeProtection: true
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
  }
}

// No rotation policy: a new signing key is an event in the trial's record, so it is made by hand and noted there.
resource signingKey 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'report-signing'
  properties: {
    kty: sku == 'premium' ? 'EC-HSM' : 'EC'
    curveName: 'P-256'
    keyOps: ['sign', 'verify']
  }
}

// Key Vault Crypto User, on this one key.
var cryptoUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '12338af0-0e69-4776-bea7-57ae8d297424'
)

resource signingAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: signingKey
  name: guid(signingKey.id, identityName, cryptoUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: cryptoUser
  }
}

// Key Vault Secrets User: the app reads the pseudonym key, which is put there by hand and stands in no template.
var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource secretAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identityName, secretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output vaultId string = vault.id
@description('Address of the key with its version: a rotated key takes effect with the next deployment, not behind its back.')
output signingKeyAddress string = signingKey.properties.keyUriWithVersion
@description('App setting that reads the pseudonym key from the vault.')
output pseudonymKeyReference string = '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=pseudonym-key)'
