# Coded and dated findings: virus, recovery, stays, shock, organ failure, respiratory support, CT, history, eligibility.

finding <- function(row, day, parameter, value = "", end = NA, visit = "") {
  if (length(row) == 0) return(NULL)
  data.frame(row = row, day = day, end = end, parameter = parameter, value = value, visit = visit)
}

# 24 of 26 and 13 of 18. Within 30 days a mean of 15.75 and an SD of 13.71 leave only a two-peaked shape.
virus_negative <- function(s) {
  days <- pair_by_p(
    function() sample_with_moments(c(sample(1:3, 11, TRUE), sample(26:29, 13, TRUE)), 378, 13.71, 1, 29),
    function() sample_with_moments(c(sample(28:30, 5, TRUE), sample(4:18, 8, TRUE)), 238, 9.86, 3, 30), 0.2505, 0.2515)
  s$negative <- NA
  s$negative[sample(which(s$arm == "experimental" & is.na(s$deathDay)))] <- days$x
  # Thirteen controls: the twelve survivors and the one who lived longest (row 40, dead on day 13), negative before that.
  early <- which(days$y < 13)[1]
  s$negative[40] <- days$y[early]
  s$negative[sample(which(s$arm == "control" & is.na(s$deathDay)))] <- days$y[-early]
  s
}

virus_findings <- function(s) {
  out <- NULL
  for (k in seq_along(visits)) {
    day <- visits[k]
    still <- which((is.na(s$deathDay) | s$deathDay >= day) & (is.na(s$negative) | s$negative > day))
    out <- rbind(out, finding(still, day, "VIRUS", "DETECTED", visit = visit_names[k]))
  }
  known <- which(!is.na(s$negative))
  rbind(out, finding(known, s$negative[known], "VIRUS", "NOT_DETECTED"), finding(known, s$negative[known], "VIRUS_NEGATIVE"))
}

stay_findings <- function(s) {
  n <- nrow(s); lived <- is.na(s$deathDay)
  leaves <- pmin(30, pmax(12, ifelse(is.na(s$negative), 20, s$negative) + sample(1:3, n, TRUE), ifelse(is.na(s$recovery), 0, s$recovery)))
  hospital <- finding(seq_len(n), -sample(2:8, n, TRUE), "HOSPITAL_STAY", end = ifelse(lived, leaves, s$deathDay))
  intensive <- sort(c(which(s$severity == "critical"), sample(which(s$severity == "severe" & lived & s$arm == "experimental"), 3),
                      which(s$severity == "severe" & !lived)))
  ends <- pmin(leaves, sample(6:24, n, TRUE))
  rbind(hospital, finding(intensive, -1, "ICU_STAY", end = ifelse(lived, ends, s$deathDay)[intensive]))
}

yes_no <- function(s, parameter, present, day) finding(seq_len(nrow(s)), day, parameter, ifelse(seq_len(nrow(s)) %in% present, "PRESENT", "ABSENT"))

outcome_findings <- function(s) {
  last <- ifelse(is.na(s$deathDay), 30, s$deathDay)
  support <- rep("OXYGEN", nrow(s))
  support[sample(1:16, 7)] <- "HIGH_FLOW"; support[sample(27:36, 4)] <- "HIGH_FLOW"
  support[17:26] <- c("ECMO", "INVASIVE", sample(rep(c("INVASIVE", "NON_INVASIVE"), c(5, 3))))
  support[37:44] <- c("INVASIVE", "INVASIVE", "ECMO", "INVASIVE", sample(rep(c("INVASIVE", "NON_INVASIVE"), c(2, 2))))
  rbind(
    yes_no(s, "SHOCK", c(17, 18, 21, 37, 38, 39, 42), last),
    yes_no(s, "ORGAN_FAILURE", c(17, 18, 37, 39, 40), last),
    finding(seq_len(nrow(s)), 1, "RESP_SUPPORT", support),
    yes_no(s, "HX_HYPERTENSION", c(sample(1:26, 9), sample(27:44, 8)), -1),
    yes_no(s, "HX_DIABETES", c(sample(1:26, 5), sample(27:44, 4)), -1),
    yes_no(s, "HX_CARDIAC", c(sample(1:26, 3), sample(27:44, 3)), -1),
    yes_no(s, "HX_LUNG", c(sample(1:26, 2), sample(27:44, 2)), -1))
}

# Day 30: 17 of 20 and 6 of 12 improved, by the majority of three readers.
imaging_findings <- function(s) {
  e <- sample(which(s$arm == "experimental" & is.na(s$deathDay)), 20); c <- which(s$arm == "control" & is.na(s$deathDay))
  improved <- c(sample(e, 17), sample(c, 6)); read <- c(e, c)
  consensus <- ifelse(read %in% improved, "IMPROVED", "NO_CHANGE")
  out <- finding(read, 30, "CT_CHANGE", consensus, visit = "day-30")
  dissent <- setNames(sample(1:3, 4, TRUE), sample(read, 4))
  for (reader in 1:3) {
    flip <- read %in% as.integer(names(dissent))[dissent == reader]
    out <- rbind(out, finding(read, 30, paste0("CT_READER_", reader), ifelse(xor(flip, consensus == "IMPROVED"), "IMPROVED", "NO_CHANGE"), visit = "day-30"))
  }
  shown <- c(sample(intersect(e, improved), 2), sample(intersect(c, improved), 1), sample(setdiff(c, improved), 1))
  course <- function(row, last) finding(row, c(7, 14, 30), "CT_READING", c("BILATERAL_INFILTRATES", "PARTIAL_RESOLUTION", last), visit = c("day-7", "day-14", "day-30"))
  rbind(out, course(shown[1], "RESOLVED"), course(shown[2], "RESOLVED"), course(shown[3], "PARTIAL_RESOLUTION"), course(shown[4], "PARTIAL_RESOLUTION"))
}

eligibility_findings <- function(s) {
  out <- NULL
  for (criterion in 1:9) {
    met <- which(s$violatedCriterion == criterion & s$violationDay < 0)
    out <- rbind(out, finding(seq_len(nrow(s)), -1, paste0("EXCLUSION_", criterion), ifelse(seq_len(nrow(s)) %in% met, "MET", "NOT_MET"), visit = "baseline"))
  }
  late <- which(s$violationDay > 0)
  rbind(out, finding(late, s$violationDay[late], paste0("EXCLUSION_", s$violatedCriterion[late]), "MET"))
}

build_findings <- function(s) {
  recovered <- which(!is.na(s$recovery))
  rbind(virus_findings(s), finding(recovered, s$recovery[recovered], "IMPROVEMENT"), stay_findings(s), outcome_findings(s),
        imaging_findings(s), eligibility_findings(s))
}
