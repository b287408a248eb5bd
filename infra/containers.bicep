// The containers of the trial's record, by how they may change.

@export()
@description('Created once, never overwritten, never deleted: the trial\'s evidence.')
var archiveContainers = [
  'bundles'
  'claims'
  'ledger'
  'snapshots'
  'results'
  'reports'
  'audit'
]

@export()
@description('arrivals: markers that can be made again from the bundles. rejected: kept for a limited time. keys: the web desk\'s key ring, rewritten when a key is added. leases: one empty blob whose lease says that a run is under way.')
var workingContainers = [
  'arrivals'
  'rejected'
  'keys'
  'leases'
]
