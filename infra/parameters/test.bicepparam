// A place to try things out: cheap, open to any address, immutable for one day so that it can be torn down again.
using '../main.bicep'

param trialName = 'msc'
param stage = 'test'
param protocolFile = 'protocols/msc-covid19.json'
param runAnalysesSchedule = '0 0 * * * *'
param siteIds = ['renmin', 'zhejiang']
param clientSites = [
  { clientId: readEnvironmentVariable('RENMIN_CLIENT_ID', '00000000-0000-0000-0000-000000000001'), siteId: 'renmin' }
  {
    clientId: readEnvironmentVariable('ZHEJIANG_CLIENT_ID', '00000000-0000-0000-0000-000000000002')
    siteId: 'zhejiang'
  }
]
param tokenIssuer = readEnvironmentVariable('TOKEN_ISSUER', 'https://issuer.example/test/v2.0')
param tokenAudience = readEnvironmentVariable('TOKEN_AUDIENCE', '00000000-0000-0000-0000-00000000000a')
param retention = { archive: 1, rejected: 7, logs: 30 }
param storageRedundancy = 'Standard_LRS'
param operatorEmailAddresses = [readEnvironmentVariable('OPERATOR_EMAIL', 'operators@trial.example')]
