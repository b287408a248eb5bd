// One alert: a query over the workspace that is quiet as long as it returns no rows.

param location string
param name string
param summary string

@description('0 is critical, 1 error, 2 warning.')
@minValue(0)
@maxValue(2)
param severity int

param query string

@description('How often the query runs and how far back it looks, as ISO 8601 durations. Two days is the service\'s limit.')
param evaluationFrequency string
param window string

@description('A column that splits the alert, one per value. Empty: one alert for all rows.')
param splitBy string = ''

param workspaceId string
param actionGroupId string

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: name
  location: location
  kind: 'LogAlert'
  properties: {
    displayName: name
    description: summary
    severity: severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: evaluationFrequency
    windowSize: window
    // One message when it begins and one when it ends, instead of one at every evaluation.
    autoMitigate: true
    // The tables of a workspace made a minute ago may not answer yet.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: empty(splitBy) ? [] : [{ name: splitBy, operator: 'Include', values: ['*'] }]
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [actionGroupId] }
  }
}
