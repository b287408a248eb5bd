# Second, independent computation of the results of a trial. See README.md.
# Rscript recompute.R PROTOCOL.json DATASET-FOLDER OUTPUT.json
suppressPackageStartupMessages({
  library(jsonlite)
  library(survival)
  library(exactRankTests)
  library(cmprsk)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
for (part in c("tables.R", "ranks.R", "hazards.R", "endpoints.R", "conduct.R", "ancova.R", "panel.R", "sensitivity.R")) source(file.path(here, part))

arguments <- commandArgs(TRUE)
protocol <- fromJSON(arguments[1], simplifyVector = FALSE)
level <- protocol$confidenceLevel
alpha <- protocol$significanceLevel
arms <- vapply(protocol$arms, `[[`, "", "code")
comparison <- paste(arms, collapse = ":")

# Dataset-JSON 1.1: columns with names and types, rows as arrays; null is missing.
read_dataset <- function(name) {
  document <- fromJSON(file.path(arguments[2], paste0(name, ".json")), simplifyVector = FALSE)
  names <- vapply(document$columns, `[[`, "", "name")
  types <- vapply(document$columns, `[[`, "", "dataType")
  cells <- as.list(unlist(document$rows, recursive = FALSE)) # row after row
  cells[lengths(cells) == 0] <- NA
  columns <- lapply(seq_along(names), function(i) {
    values <- unlist(cells[seq_len(length(cells) / length(names)) * length(names) - length(names) + i])
    switch(types[i], integer = as.numeric(values), double = as.numeric(values), boolean = as.logical(values), as.character(values))
  })
  as.data.frame(setNames(columns, names), stringsAsFactors = FALSE)
}

# Seconds since R was started, after each part; the benchmark shows them.
timings <- numeric(0)
finished <- function(part) timings[part] <<- proc.time()[["elapsed"]]
finished("start")

adsl <- read_dataset("ADSL")
adfind <- read_dataset("ADFIND")
adae <- read_dataset("ADAE")
adcm <- read_dataset("ADCM")
adtte <- read_dataset("ADTTE")
adex <- read_dataset("ADEX")
findings <- split(adfind, adfind$PARAMCD)
decisions <- if (is.null(protocol$decisionsFile)) list() else
  fromJSON(file.path(dirname(arguments[1]), protocol$decisionsFile), simplifyVector = FALSE)$decisions

finished("read")

results <- new.env()
put <- function(..., value) {
  id <- paste(c(...), collapse = "/")
  if (exists(id, envir = results, inherits = FALSE)) stop("twice: ", id)
  assign(id, if (length(value) == 1 && is.finite(value)) as.numeric(value) else NA_real_, envir = results)
}

analyses <- list(
  enrolment = enrolment, baseline = baseline, `findings-over-time` = findings_over_time,
  `concomitant-treatment` = concomitant_treatment, proportion = proportion, `time-to-event` = time_to_event, cox = cox,
  duration = duration, category = category, `before-after` = before_after, `measurements-over-time` = measurements_over_time, `laboratory-shifts` = laboratory_shifts,
  `adverse-event-incidence` = adverse_event_incidence, `adverse-events-by-grade` = adverse_events_by_grade,
  `subject-flow` = subject_flow, exposure = exposure, schedule = schedule, eligibility = eligibility, ancova = ancova, `test-panel` = test_panel, `site-stratified` = site_stratified,
  `weighted-proportion` = weighted_proportion, fragility = fragility, `missing-outcomes` = missing_outcomes, `e-value` = e_value,
  multiplicity = multiplicity, `stopping-rule` = stopping_rule, `restricted-mean` = restricted_mean)

for (endpoint in protocol$endpoints) {
  analysis <- analyses[[endpoint$type]]
  begun <- proc.time()[["elapsed"]]
  if (!is.null(analysis)) for (set in unlist(endpoint$analysisSets)) analysis(endpoint, set)
  took <- proc.time()[["elapsed"]] - begun
  if (took >= 1) message(sprintf("%s %.1f s", endpoint$id, took))
}

finished("analyse")
ids <- sort(ls(results))
write(toJSON(mget(ids, envir = results), auto_unbox = TRUE, digits = NA, na = "null", pretty = TRUE), arguments[3])
finished("write")
cat(sprintf("%s\t%.3f\n", names(timings), diff(c(0, timings))), sep = "")
