// A place to try things out: cheap, open to any address, immutable for one day so that it can be torn down again.
using '../main.bicep'

// What differs between tenants comes from environment variables; without them the file does not compile.
param trialName = 'msc'
param stage = 'test'
param protocolFile = 'protocols/msc-covid19.json'
param runAnalysesSchedule = '0 0 * * * *'
param siteIds = ['renmin-wuhan', 'first-affiliated-zhejiang']
param clientSites = [
  {
    clientId: readEnvironmentVariable('RENMIN_CLIENT_ID')
    siteId: 'renmin-wuhan'
  }
  {
    clientId: readEnvironmentVariable('ZHEJIANG_CLIENT_ID')
    siteId: 'first-affiliated-zhejiang'
  }
]
param tokenAuthority = readEnvironmentVariable('TOKEN_AUTHORITY')
param tokenAudience = readEnvironmentVariable('TOKEN_AUDIENCE')
// The desk signs people in with the same app registration, which carries the roles.
param deskClientId = readEnvironmentVariable('TOKEN_AUDIENCE')
param retention = { archive: 1, rejected: 7, logs: 30 }
param storageRedundancy = 'Standard_LRS'
param operatorEmailAddresses = [readEnvironmentVariable('OPERATOR_EMAIL')]
