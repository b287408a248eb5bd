// What a person must hear about. The event names are those of log-events.json; README.md says when each is written.

param location string
param namePrefix string
param workspaceId string
param siteIds string[]
param emailAddresses string[]

@description('A site that has had nothing accepted for this long is reported.')
@minValue(1)
@maxValue(48)
param silentSiteHours int

@description('No completed run for this long is reported.')
@minValue(1)
@maxValue(48)
param missingRunHours int

var events = loadJsonContent('../log-events.json')

var silentSites = replace(
  replace(loadTextContent('../queries/silent-sites.kql'), '{hours}', string(silentSiteHours)),
  '{sites}',
  string(siteIds)
)
var missingRun = replace(loadTextContent('../queries/run-missing.kql'), '{hours}', string(missingRunHours))

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${namePrefix}-operators'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [
      for (address, index) in emailAddresses: {
        name: 'operator-${index}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

module silentSite 'alert.bicep' = {
  params: {
    location: location
    name: '${namePrefix}-silent-site'
    summary: 'No bundle accepted from a site for ${silentSiteHours} hours.'
    severity: 2
    query: replace(silentSites, '{bundleAccepted}', events.bundleAccepted)
    evaluationFrequency: 'PT1H'
    window: 'P2D'
    splitBy: 'Site'
    workspaceId: workspaceId
    actionGroupId: people.id
  }
}

module runFailed 'alert.bicep' = {
  params: {
    location: location
    name: '${namePrefix}-run-failed'
    summary: 'A run failed. The previous report stays in place; /api/status names the stage.'
    severity: 1
    query: replace(loadTextContent('../queries/run-failed.kql'), '{runFailed}', events.runFailed)
    evaluationFrequency: 'PT5M'
    window: 'PT15M'
    workspaceId: workspaceId
    actionGroupId: people.id
  }
}

module runMissing 'alert.bicep' = {
  params: {
    location: location
    name: '${namePrefix}-run-missing'
    summary: 'No run completed for ${missingRunHours} hours.'
    severity: 1
    query: replace(missingRun, '{runCompleted}', events.runCompleted)
    evaluationFrequency: 'PT1H'
    window: 'P2D'
    workspaceId: workspaceId
    actionGroupId: people.id
  }
}

module ledgerBroken 'alert.bicep' = {
  params: {
    location: location
    name: '${namePrefix}-ledger-broken'
    summary: 'The ledger did not verify: stored data was altered, removed or inserted.'
    severity: 0
    query: replace(loadTextContent('../queries/ledger-broken.kql'), '{ledgerBroken}', events.ledgerBroken)
    evaluationFrequency: 'PT5M'
    window: 'PT15M'
    workspaceId: workspaceId
    actionGroupId: people.id
  }
}
