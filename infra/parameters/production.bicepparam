// The trial itself: three zones, private storage, known callers, kept for 25 years.
using '../main.bicep'

// What differs between tenants comes from environment variables; without them the file does not compile.
param trialName = 'msc'
param stage = 'production'
param protocolFile = 'protocols/msc-covid19.json'
param runAnalysesSchedule = '0 0 2 * * *'
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
// 25 years and leap days: the trial master file's term in Regulation (EU) No 536/2014, Article 58, the longest we know of.
param retention = { archive: 9132, rejected: 30, logs: 365 }
param storageRedundancy = 'Standard_ZRS'
param privateNetwork = true
// The hospitals' and the committee's addresses in CIDR form, separated by commas.
param allowedCallerRanges = split(readEnvironmentVariable('ALLOWED_CALLER_RANGES'), ',')
param operatorEmailAddresses = [readEnvironmentVariable('OPERATOR_EMAIL')]
