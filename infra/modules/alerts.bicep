// What a person must hear about. Event names are those of log-events.json, metrics those of metric-names.json; README.md and
// docs/operations.md say when each is written.

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
var metrics = loadJsonContent('../metric-names.json')

var silentSites = replace(
  replace(loadTextContent('../queries/silent-sites.kql'), '{hours}', string(silentSiteHours)),
  '{sites}',
  string(siteIds)
)
var waitingBundles = replace(
  replace(loadTextContent('../queries/bundles-waiting.kql'), '{unsealedAge}', metrics.unsealedAge),
  '{hours}',
  string(missingRunHours)
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

module bundlesWaiting 'alert.bicep' = {
  params: {
    location: location
    name: '${namePrefix}-bundles-waiting'
    summary: 'Acknowledged bundles have waited more than ${missingRunHours} hours to be sealed.'
    severity: 1
    query: waitingBundles
    evaluationFrequency: 'PT15M'
    window: 'PT1H'
    workspaceId: workspaceId
    actionGroupId: people.id
  }
}

module ingestSlow 'alert.bicep' = {
  params: {
    location: location
    name: '${namePrefix}-ingest-slow'
    summary: 'Answers to hospitals took more than two seconds in the mean of a quarter of an hour.'
    severity: 2
    query: replace(loadTextContent('../queries/ingest-slow.kql'), '{ingestDuration}', metrics.ingestDuration)
    evaluationFrequency: 'PT15M'
    window: 'PT15M'
    workspaceId: workspaceId
    actionGroupId: people.id
  }
}

module refusals 'alert.bicep' = {
  params: {
    location: location
    name: '${namePrefix}-refusals'
    summary: 'Most bundles of a site were refused in the last two hours.'
    severity: 2
    query: replace(loadTextContent('../queries/refusals.kql'), '{ingestDuration}', metrics.ingestDuration)
    evaluationFrequency: 'PT30M'
    window: 'PT2H'
    splitBy: 'Site'
    workspaceId: workspaceId
    actionGroupId: people.id
  }
}
