// The vault of the secrets that the app reads: the key that signs ledger heads, acts and manifests, the pseudonym key, and the web
// desk's secret at the identity provider.

param location string

@minLength(3)
@maxLength(24)
param vaultName string

param publicNetworkAccess 'Enabled' | 'Disabled'
param identityName string
param principalId string
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // A signature that can no longer be checked is worth nothing: not even an owner may purge a key.
    enablePurgeProtection: true
    publicNetworkAccess: publicNetworkAccess
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny'
    }
  }
}

// Key Vault Secrets User: the app reads the secrets, which are put there by hand and stand in no template.
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
@description('App setting that reads the signing key (PEM) from the vault.')
output signingKeyReference string = '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=signing-key)'
@description('App setting that reads the pseudonym key from the vault.')
output pseudonymKeyReference string = '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=pseudonym-key)'
@description('App setting that reads the web desk\'s secret at the identity provider from the vault.')
output deskClientSecretReference string = '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=desk-client-secret)'
