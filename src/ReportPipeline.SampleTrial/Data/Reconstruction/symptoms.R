# Recovery days and the symptom table. A subject recovered on day r has no symptom at any visit from r on.
visits <- c(-1, 1, 3, 5, 7, 14, 30)
visit_names <- c("baseline", "day-1", "day-3", "day-5", "day-7", "day-14", "day-30")

# Present counts per visit; `seen` are the denominators where some living subject was not assessed.
symptom_plan <- list(
  DYSPNOEA = list(e = c(22, 16, 4, 3, 2, 4, 1), c = c(17, 17, 8, 8, 2, 1, 0),
                  seenE = c(26, 26, 25, 26, 24, 22, 24), seenC = c(18, 18, 18, 18, 15, 12, 12)),
  COUGH = list(e = c(17, 4, 4, 3, 3, 2, 1), c = c(13, 8, 6, 5, 3, 2, 0), seenC = c(18, 17, 18, 18, 15, 12, 12)),
  FEVER = list(e = c(19, 8, 4, 2, 1, 0, 0), c = c(14, 7, 5, 4, 2, 1, 0)),
  SORE_THROAT = list(e = c(4, 2, 1, 1, 0, 0, 0), c = c(3, 2, 1, 1, 0, 0, 0)),
  DIARRHOEA = list(e = c(3, 2, 1, 1, 0, 0, 0), c = c(3, 2, 2, 1, 1, 0, 0)),
  CHEST_TIGHTNESS = list(e = c(14, 9, 5, 4, 3, 1, 0), c = c(11, 9, 7, 6, 3, 1, 0)))

# Time to improvement: 18 of 26 and 10 of 18. The printed SD exists in whole days for 12, 15, 18, 21, 23, 24 or 26
# experimental subjects only, and the printed control mean for 5, 10 or 15.
find_recovery <- function() pair_by_p(
  function() {
    v <- sample_with_moments(c(1, 1, 1, 1, sample(1:8, 14, TRUE)), 54, 3.05, 1, 14)
    if (is.null(v) || sum(v == 1) > 8) NULL else v
  },
  function() {
    v <- sample_with_moments(c(1, sample(2:6, 6, TRUE), sample(9:30, 3)), 88, 10.77, 1, 30)
    if (is.null(v) || sum(v == 1) > 1 || sum(v < 7) > 7) NULL else v
  }, 0.0485, 0.0495)

assign_recovery <- function(s) {
  days <- find_recovery()
  s$recovery <- NA
  unrecorded <- c(which(!is.na(s$deathDay)), sample(which(s$arm == "experimental" & is.na(s$deathDay)), 6),
                  sample(which(s$arm == "control" & is.na(s$deathDay)), 2))
  e <- setdiff(which(s$arm == "experimental"), unrecorded); c <- setdiff(which(s$arm == "control"), unrecorded)
  by_severity <- function(rows) rows[order(s$severity[rows] == "critical", runif(length(rows)))]
  s$recovery[by_severity(e)] <- sort(days$x); s$recovery[by_severity(c)] <- sort(days$y)
  s
}

build_symptoms <- function(s) {
  out <- NULL
  for (k in seq_along(visits)) {
    day <- visits[k]; carried <- integer()
    alive <- which(is.na(s$deathDay) | s$deathDay >= day)
    ill <- which(is.na(s$recovery) | s$recovery > day)
    for (name in names(symptom_plan)) for (arm in c("experimental", "control")) {
      plan <- symptom_plan[[name]]; e <- arm == "experimental"
      here <- intersect(which(s$arm == arm), alive)
      seen_n <- (if (e) plan$seenE else plan$seenC)[k]
      if (is.null(seen_n) || is.na(seen_n)) seen_n <- length(here)
      present <- pick((if (e) plan$e else plan$c)[k], intersect(here, ill), setdiff(which(!is.na(s$recovery)), carried))
      carried <- union(carried, present)
      missing <- pick(length(here) - seen_n, setdiff(here, present))
      value <- ifelse(here %in% present, "PRESENT", ifelse(here %in% missing, "", "ABSENT"))
      out <- rbind(out, data.frame(row = here, k = k, parameter = name, value = value))
    }
  }
  out
}
