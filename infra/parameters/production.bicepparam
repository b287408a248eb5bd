// The trial itself: three zones, hardware-protected key, private storage, known callers, kept for 25 years.
using '../main.bicep'

param trialName = 'msc'
param stage = 'production'
param protocolFile = 'protocols/msc-covid19.json'
param runAnalysesSchedule = '0 0 2 * * *'
param siteIds = ['renmin', 'zhejiang']
param clientSites = [
  { clientId: readEnvironmentVariable('RENMIN_CLIENT_ID', '00000000-0000-0000-0000-000000000001'), siteId: 'renmin' }
  {
    clientId: readEnvironmentVariable('ZHEJIANG_CLIENT_ID', '00000000-0000-0000-0000-000000000002')
    siteId: 'zhejiang'
  }
]
param tokenIssuer = readEnvironmentVariable('TOKEN_ISSUER', 'https://issuer.example/production/v2.0')
param tokenAudience = readEnvironmentVariable('TOKEN_AUDIENCE', '00000000-0000-0000-0000-00000000000a')
// 25 years and leap days: the trial master file's term in Regulation (EU) No 536/2014, Article 58, the longest we know of.
param retention = { archive: 9132, rejected: 30, logs: 365 }
param storageRedundancy = 'Standard_ZRS'
param keyVaultSku = 'premium'
param privateNetwork = true
// Documentation addresses (RFC 5737): put the hospitals' own here, or the app answers nobody.
param allowedCallerRanges = ['192.0.2.0/24', '198.51.100.0/24']
param operatorEmailAddresses = [readEnvironmentVariable('OPERATOR_EMAIL', 'operators@trial.example')]
