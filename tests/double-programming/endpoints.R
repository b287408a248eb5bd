# One function per endpoint type: function(endpoint, set). Ids as docs/results.md states them.

members_of <- function(set) {
  definition <- Filter(function(candidate) candidate$id == set, protocol$analysisSets)[[1]]
  adsl[adsl[[paste0(definition$abbreviation, "FL")]], ]
}

groups_of <- function(set) {
  everyone <- members_of(set)
  c(lapply(setNames(arms, arms), function(arm) everyone[everyone$TRTP == arm, ]), list(total = everyone))
}

parameter_of <- function(code) {
  found <- Filter(function(candidate) candidate$code == code, protocol$parameters)
  if (length(found) == 0) NULL else found[[1]]
}

levels_of <- function(code) vapply(parameter_of(code)$values, `[[`, "", "value")

findings_of <- function(code) if (is.null(findings[[code]])) adfind[0, ] else findings[[code]]

# The record that stands for the visit, one value per subject in the order of the subjects.
at_visit <- function(subjects, code, visit, column) {
  records <- findings_of(code)
  records <- records[records$ANL01FL & !is.na(records$AVISIT) & records$AVISIT == visit, ]
  records[[column]][match(subjects$USUBJID, records$USUBJID)]
}

# The last record with a value, one per subject.
latest <- function(subjects, code, column) {
  records <- findings_of(code)
  records <- records[!is.na(records[[column]]), ]
  records <- records[rev(seq_len(nrow(records))), ]
  records[[column]][match(subjects$USUBJID, records$USUBJID)]
}

put_tally <- function(place, has) {
  known <- sum(!is.na(has))
  put(place, "n", value = sum(has, na.rm = TRUE))
  put(place, "N", value = known)
  put(place, "missing", value = sum(is.na(has)))
  put(place, "percent", value = if (known > 0) 100 * sum(has, na.rm = TRUE) / known else NA)
}

counts_of <- function(a, b) {
  size <- c(sum(!is.na(a)), sum(!is.na(b)))
  two_by_two(c(sum(a, na.rm = TRUE), sum(b, na.rm = TRUE)), size)
}

compare_tallies <- function(choice, a, b) association(choice, counts_of(a, b))

# What was compared, kept for the sensitivity analyses: the place, its P value, and the data.
comparisons <- list()
remember <- function(place, p, kind, ...) {
  comparisons[[length(comparisons) + 1]] <<- list(place = place, p = if (length(p) == 1 && is.finite(p)) p else NA, kind = kind, data = list(...))
}

# Two tallies with the site of each subject.
compare_and_remember <- function(place, choice, a, b, sites_a, sites_b) {
  test <- compare_tallies(choice, a, b)
  by_site <- lapply(vapply(protocol$sites, `[[`, "", "id"), function(site) counts_of(a[sites_a == site], b[sites_b == site]))
  remember(place, test$p, "counts", counts = counts_of(a, b), sites = by_site)
  test
}

enrolment <- function(endpoint, set) {
  groups <- groups_of(set)
  for (group in names(groups)) for (site in c(vapply(protocol$sites, `[[`, "", "id"), "all-sites")) {
    here <- groups[[group]]
    if (site != "all-sites") here <- here[here$SITEID == site, ]
    for (stratum in levels_of(endpoint$stratum))
      put(endpoint$id, set, group, site, stratum, "n", value = sum(here[[endpoint$stratum]] == stratum, na.rm = TRUE))
    put(endpoint$id, set, group, site, "n", value = nrow(here))
  }
}

# At entry: on the subject-level table, else the baseline finding.
entry_value <- function(subjects, variable, quantity) {
  if (variable == "SITE") return(subjects$SITEID)
  if (variable %in% c("SEX", protocol$subjectLevel$strata)) return(subjects[[variable]])
  if (variable == protocol$subjectLevel$age) return(subjects$AGE)
  records <- findings_of(variable)
  records <- records[records$ABLFL, ]
  records[[if (quantity) "AVAL" else "AVALC"]][match(subjects$USUBJID, records$USUBJID)]
}

is_quantity <- function(variable) identical(parameter_of(variable)$kind, "quantity")

baseline <- function(endpoint, set) for (variable in unlist(endpoint$variables)) {
  groups <- groups_of(set)
  values <- lapply(groups, entry_value, variable, is_quantity(variable))
  between <- c(endpoint$id, set, comparison, variable)
  if (is_quantity(variable)) {
    for (group in names(groups)) put_quantity(c(endpoint$id, set, group, variable), values[[group]])
    samples <- lapply(values[arms], function(v) v[!is.na(v)])
    test <- student(samples[[1]], samples[[2]], equal = FALSE) # Welch
    put_test(between, test)
    sites <- lapply(arms, function(arm) groups[[arm]]$SITEID[!is.na(values[[arm]])])
    remember(between, test$p, "samples", a = samples[[1]], b = samples[[2]], sites_a = sites[[1]], sites_b = sites[[2]])
    put(between, "standardised-difference", "estimate", value = smd_continuous(samples[[1]], samples[[2]]))
    next
  }

  all_levels <- if (is.null(parameter_of(variable))) c("MALE", "FEMALE", "OTHER", "UNKNOWN") else levels_of(variable)
  for (group in names(groups)) {
    known <- values[[group]][!is.na(values[[group]])]
    place <- c(endpoint$id, set, group, variable)
    put(place, "N", value = length(known))
    put(place, "missing", value = length(values[[group]]) - length(known))
    for (one in all_levels) {
      put(place, one, "n", value = sum(known == one))
      put(place, one, "percent", value = 100 * sum(known == one) / length(known))
    }
  }
  counts <- t(sapply(arms, function(arm) sapply(all_levels, function(one) sum(values[[arm]] == one, na.rm = TRUE))))
  test <- association(endpoint$associationTest, counts)
  put_test(between, test)
  remember(between, test$p, "counts", counts = counts, sites = NULL)
  for (one in all_levels) put(between, one, "standardised-difference", "estimate", value = smd_binary(counts[, one], rowSums(counts)))
}

findings_over_time <- function(endpoint, set) {
  groups <- groups_of(set)
  for (variable in unlist(endpoint$variables)) for (visit in unlist(endpoint$visits)) {
    has <- lapply(groups, function(subjects) at_visit(subjects, variable, visit, "AVALC") == endpoint$value)
    for (group in names(groups)) put_tally(c(endpoint$id, set, group, variable, visit), has[[group]])
    place <- c(endpoint$id, set, comparison, variable, visit)
    put_test(place, compare_and_remember(place, endpoint$associationTest, has[[1]], has[[2]], groups[[1]]$SITEID, groups[[2]]$SITEID))
  }
}

concomitant_treatment <- function(endpoint, set) {
  groups <- groups_of(set)
  for (class in vapply(protocol$concomitantTreatmentClasses, `[[`, "", "code")) {
    treated <- unique(adcm$USUBJID[adcm$CMCLAS == class])
    has <- lapply(groups, function(subjects) subjects$USUBJID %in% treated)
    for (group in names(groups)) {
      place <- c(endpoint$id, set, group, class)
      put_tally(place, has[[group]])
      strata <- lapply(levels_of(endpoint$stratum), function(one) has[[group]][groups[[group]][[endpoint$stratum]] == one])
      for (i in seq_along(strata)) put_tally(c(place, levels_of(endpoint$stratum)[i]), strata[[i]])
      sites <- lapply(levels_of(endpoint$stratum), function(one) groups[[group]]$SITEID[groups[[group]][[endpoint$stratum]] == one])
      put_test(c(place, "between-strata"), compare_and_remember(
        c(place, "between-strata"), endpoint$associationTest, strata[[1]], strata[[2]], sites[[1]], sites[[2]]))
    }
    place <- c(endpoint$id, set, comparison, class)
    put_test(place, compare_and_remember(place, endpoint$associationTest, has[[1]], has[[2]], groups[[1]]$SITEID, groups[[2]]$SITEID))
  }
}

# Alive at the end of follow-up: seen within the last visit's window or later; a death without a day tells nothing.
survived <- function(subjects) {
  from <- protocol$visits[[length(protocol$visits)]]$fromDay
  ifelse(subjects$DTHFL,
    subjects$DTHDY > protocol$followUpDays,
    ifelse(!is.na(subjects$LSTALVDY) & subjects$LSTALVDY >= from, TRUE, NA))
}

outcome_of <- function(subjects, outcome) switch(outcome$kind,
  survived = survived(subjects),
  `adverse-event` = subjects$USUBJID %in% adae$USUBJID[if (is.null(outcome$term)) TRUE else adae$AETERM == outcome$term],
  finding = {
    records <- findings_of(outcome$parameter)
    records <- records[!is.na(records$AVALC), ]
    if (!is.null(outcome$visit)) records <- records[records$ANL01FL & records$AVISIT %in% outcome$visit, ]
    ifelse(subjects$USUBJID %in% records$USUBJID, subjects$USUBJID %in% records$USUBJID[records$AVALC == outcome$value], NA)
  })

proportion <- function(endpoint, set) {
  groups <- groups_of(set)
  has <- lapply(groups, outcome_of, endpoint$outcome)
  for (group in names(has)) {
    place <- c(endpoint$id, set, group, "outcome")
    put_tally(place, has[[group]])
    interval <- if (identical(endpoint$proportionInterval, "wilson")) wilson else clopper_pearson
    limits <- 100 * interval(sum(has[[group]], na.rm = TRUE), sum(!is.na(has[[group]])))
    put(place, "lower", value = limits[1])
    put(place, "upper", value = limits[2])
  }
  x <- vapply(has[arms], sum, 0, na.rm = TRUE)
  n <- vapply(has[arms], function(v) sum(!is.na(v)), 0)
  place <- c(endpoint$id, set, comparison, "outcome")
  put_test(place, compare_and_remember(place, endpoint$associationTest, has[[1]], has[[2]], groups[[1]]$SITEID, groups[[2]]$SITEID))
  put_estimate(c(place, "risk-difference"), 100 * risk_difference(endpoint, x, n))
  put_estimate(c(place, "odds-ratio"), if (identical(endpoint$oddsRatioInterval, "central")) central_odds_ratio(x, n) else odds_ratio(x, n))
}

times_of <- function(subjects) {
  records <- adtte[adtte$PARAMCD == "OS", ]
  records <- records[records$USUBJID %in% subjects$USUBJID, ]
  data.frame(time = records$AVAL, event = 1 - records$CNSR, subjects[match(records$USUBJID, subjects$USUBJID), ])
}

time_to_event <- function(endpoint, set) {
  groups <- lapply(groups_of(set), times_of)
  for (group in names(groups)) {
    put(endpoint$id, set, group, "deaths", "n", value = sum(groups[[group]]$event))
    put(endpoint$id, set, group, "deaths", "N", value = nrow(groups[[group]]))
  }
  for (group in arms) {
    if (nrow(groups[[group]]) == 0) { no_curve(endpoint, set, group); next }
    fit <- survfit(Surv(time, event) ~ 1, data = groups[[group]], conf.type = endpoint$intervalTransform, conf.int = level)
    step <- function(day, at_risk, events, censored, survival, se, lower, upper) {
      place <- c(endpoint$id, set, group, "survival", day)
      put(place, "at-risk", value = at_risk)
      put(place, "events", value = events)
      put(place, "censored", value = censored)
      put(place, "survival", value = survival)
      put(place, "se", value = se)
      put(place, "lower", value = lower)
      put(place, "upper", value = upper)
    }
    step(0, fit$n, 0, 0, 1, 0, NA, NA) # the log-log scale has no limits for a curve at 1 (survfit prints 1 to 1)
    for (i in seq_along(fit$time)) step(fit$time[i], fit$n.risk[i], fit$n.event[i], fit$n.censor[i], fit$surv[i],
      fit$surv[i] * fit$std.err[i], fit$lower[i], fit$upper[i])
    for (day in unlist(endpoint$riskTableDays)) put(endpoint$id, set, group, "risk-table", day, "at-risk", value = sum(groups[[group]]$time >= day))
    middle <- quantile(fit, .5)
    put_estimate(c(endpoint$id, set, group, "median"), c(middle$quantile, middle$lower, middle$upper))
  }
  both <- groups$total
  test <- log_rank(both$time, both$event, both$TRTP)
  for (i in 1:2) {
    put(endpoint$id, set, arms[i], "log-rank", "observed", value = test$observed[i])
    put(endpoint$id, set, arms[i], "log-rank", "expected", value = test$expected[i])
  }
  put_test(c(endpoint$id, set, comparison, "log-rank"), test)
  remember(c(endpoint$id, set, comparison, "log-rank"), test$p, "times",
    time = both$time, event = both$event, arm = both$TRTP, site = both$SITEID)
}

# Nobody in the arm: no step but day 0.
no_curve <- function(endpoint, set, group) {
  for (name in c("at-risk", "events", "censored")) put(endpoint$id, set, group, "survival", 0, name, value = 0)
  for (name in c("survival", "se", "lower", "upper")) put(endpoint$id, set, group, "survival", 0, name, value = NA)
  for (day in unlist(endpoint$riskTableDays)) put(endpoint$id, set, group, "risk-table", day, "at-risk", value = 0)
  put_estimate(c(endpoint$id, set, group, "median"), c(NA, NA, NA))
}

# Not estimable when an arm has nobody, or no event occurred while both had somebody at risk.
log_rank <- function(time, event, arm) {
  # With one arm alone the other neither has nor expects an event.
  alone <- vapply(arms, function(one) sum(event[arm == one]), 0)
  none <- list(p = NA, statistic = NULL, df = NULL, observed = alone, expected = alone)
  if (length(unique(arm)) < 2) return(none)
  test <- survdiff(Surv(time, event) ~ factor(arm, levels = arms))
  if (!isTRUE(test$var[1, 1] > 0)) return(modifyList(none, list(observed = test$obs, expected = test$exp)))
  list(p = pchisq(test$chisq, 1, lower.tail = FALSE), statistic = test$chisq, df = 1, observed = test$obs, expected = test$exp)
}

cox <- function(endpoint, set) for (stratum in levels_of(endpoint$stratum)) {
  rows <- times_of(members_of(set))
  rows <- rows[rows[[endpoint$stratum]] == stratum, ]
  arm <- as.numeric(rows$TRTP == arms[1])
  adjustment <- lapply(unlist(endpoint$variables), function(variable) {
    values <- entry_value(rows, variable, is_quantity(variable))
    if (is_quantity(variable)) values else as.numeric(values == "FEMALE")
  })
  for (model in list(list("unadjusted", cbind(arm)), list("adjusted", do.call(cbind, c(list(arm), adjustment))))) {
    place <- c(endpoint$id, set, comparison, stratum, model[[1]])
    put_hazard(place, rows$time, rows$event, model[[2]], endpoint$ties)
    remember(place, get(paste(c(place, "p"), collapse = "/"), envir = results), "hazards", time = rows$time, event = rows$event, x = model[[2]])
  }
}

duration <- function(endpoint, set) {
  groups <- groups_of(set)
  values <- lapply(groups, latest, endpoint$parameter, "AVAL")
  for (group in names(values)) put_quantity(c(endpoint$id, set, group, "days"), values[[group]])
  samples <- lapply(values[arms], function(v) v[!is.na(v)])
  place <- c(endpoint$id, set, comparison, "days")
  test <- rank_sum_normal(samples[[1]], samples[[2]])
  put_test(place, test)
  sites <- lapply(arms, function(arm) groups[[arm]]$SITEID[!is.na(values[[arm]])])
  remember(place, test$p, "samples", a = samples[[1]], b = samples[[2]], sites_a = sites[[1]], sites_b = sites[[2]])
  put_estimate(c(place, "shift"), shift_exact(samples[[1]], samples[[2]]))
  if (isTRUE(endpoint$deathCompetes)) competing_death(endpoint, set, groups)
}

category <- function(endpoint, set) {
  values <- lapply(groups_of(set), function(subjects)
    if (is.null(endpoint$visit)) latest(subjects, endpoint$parameter, "AVALC") else at_visit(subjects, endpoint$parameter, endpoint$visit, "AVALC"))
  all_levels <- levels_of(endpoint$parameter)
  for (group in names(values)) {
    known <- values[[group]][!is.na(values[[group]])]
    place <- c(endpoint$id, set, group, endpoint$parameter)
    put(place, "N", value = length(known))
    put(place, "missing", value = length(values[[group]]) - length(known))
    for (one in all_levels) {
      put(place, one, "n", value = sum(known == one))
      put(place, one, "percent", value = 100 * sum(known == one) / length(known))
    }
  }
  counts <- t(sapply(arms, function(arm) sapply(all_levels, function(one) sum(values[[arm]] == one, na.rm = TRUE))))
  place <- c(endpoint$id, set, comparison, endpoint$parameter)
  test <- association(endpoint$associationTest, counts)
  put_test(place, test)
  remember(place, test$p, "counts", counts = counts, sites = NULL)
}

before_after <- function(endpoint, set) for (variable in unlist(endpoint$variables)) {
  subjects <- groups_of(set)[[arms[1]]]
  before <- at_visit(subjects, variable, endpoint$before, "AVAL")
  after <- at_visit(subjects, variable, endpoint$after, "AVAL")
  change <- (after - before)[!is.na(after - before)]
  change <- round(change, 9) # decimal data: a difference of equal decimals is zero, equal differences are tied
  place <- c(endpoint$id, set, arms[1], variable)
  put_quantity(c(place, "before"), before)
  put_quantity(c(place, "after"), after)
  put_quantity(c(place, "change"), change)
  test <- signed_rank_exact(change)
  put_test(c(place, "change"), test)
  remember(c(place, "change"), test$p, "pairs", d = change)
  put_estimate(c(place, "change"), pseudo_median_exact(change))
  if (!is.null(endpoint$unpairedRankTest)) put_test(c(place, "unpaired"), rank_sum_normal(before[!is.na(before)], after[!is.na(after)]))
}

measurements_over_time <- function(endpoint, set) {
  groups <- groups_of(set)
  for (variable in unlist(endpoint$variables)) for (visit in unlist(endpoint$visits)) for (group in names(groups))
    put_quantity(c(endpoint$id, set, group, variable, visit), at_visit(groups[[group]], variable, visit, "AVAL"))
}

adverse_event_incidence <- function(endpoint, set) {
  groups <- groups_of(set)
  selection <- function(place, chosen) {
    affected <- lapply(groups, function(subjects) subjects$USUBJID %in% adae$USUBJID[chosen])
    for (group in names(groups)) {
      at <- c(endpoint$id, set, group, place)
      put(at, "n", value = sum(affected[[group]]))
      put(at, "percent", value = 100 * mean(affected[[group]]))
      put(at, "events", value = sum(chosen & adae$USUBJID %in% groups[[group]]$USUBJID))
      if (identical(place, "any")) put(at, "N", value = nrow(groups[[group]]))
    }
    test <- compare_and_remember(
      c(endpoint$id, set, comparison, place), endpoint$associationTest, affected[[1]], affected[[2]], groups[[1]]$SITEID, groups[[2]]$SITEID)
    put(endpoint$id, set, comparison, place, "p", value = test$p)
  }
  selection("any", rep(TRUE, nrow(adae)))
  for (group in protocol$adverseEvents$categories) {
    selection(group$code, adae$AECAT == group$code)
    for (term in group$terms) selection(c(group$code, term$code), adae$AETERM == term$code)
  }
  if (any(adae$AECAT == "UNCODED")) selection("UNCODED", adae$AECAT == "UNCODED")
}

adverse_events_by_grade <- function(endpoint, set) {
  groups <- groups_of(set)
  for (group in names(groups)) {
    grade <- adae$AETOXGR[adae$USUBJID %in% groups[[group]]$USUBJID]
    place <- c(endpoint$id, set, group, "events")
    for (one in 1:5) put(place, paste0("grade-", one), "n", value = sum(grade == one, na.rm = TRUE))
    put(place, "grade-missing", "n", value = sum(is.na(grade)))
    put(place, "grade-3-or-worse", "n", value = sum(grade >= 3, na.rm = TRUE))
    put(place, "n", value = length(grade))
  }
}

# Below, within or above the range; "<" the lower and ">" the upper limit lie outside.
range_category <- function(value, comparator, range) {
  low <- if (is.null(range$low)) -Inf else range$low
  high <- if (is.null(range$high)) Inf else range$high
  below <- value < low | (value == low & comparator %in% "<")
  above <- value > high | (value == high & comparator %in% ">")
  ifelse(below, "LOW", ifelse(above, "HIGH", "NORMAL"))
}

# Baseline category against the category of the lowest and of the highest value after the window of the baseline visit.
laboratory_shifts <- function(endpoint, set) for (variable in unlist(endpoint$variables)) {
  range <- parameter_of(variable)$referenceRange
  window <- Filter(function(visit) isTRUE(visit$baseline), protocol$visits)[[1]]
  records <- findings_of(variable)
  records <- records[!is.na(records$AVAL), ]
  records$category <- range_category(records$AVAL, records$AVALCMP, range)
  at_entry <- records[records$ABLFL, ]
  later <- records[!is.na(records$ADY) & records$ADY > window$toDay, ]
  first_of <- function(rank, subjects) {
    best <- tapply(match(later$category, rank), factor(later$USUBJID, unique(later$USUBJID)), min)
    found <- rank[best[subjects]]
    ifelse(is.na(found), "MISSING", found)
  }
  ranks <- list()
  if (!is.null(range$low)) ranks$lowest <- c("LOW", "NORMAL", "HIGH")
  if (!is.null(range$high)) ranks$highest <- c("HIGH", "NORMAL", "LOW")
  categories <- c(if (!is.null(range$low)) "LOW", "NORMAL", if (!is.null(range$high)) "HIGH", "MISSING")
  groups <- groups_of(set)
  for (group in names(groups)) {
    subjects <- groups[[group]]$USUBJID
    place <- c(endpoint$id, set, group, variable)
    before <- factor(ifelse(subjects %in% at_entry$USUBJID, at_entry$category[match(subjects, at_entry$USUBJID)], "MISSING"), categories)
    for (one in categories) put(place, "baseline", one, "n", value = sum(before == one))
    for (direction in names(ranks)) {
      after <- factor(first_of(ranks[[direction]], subjects), categories)
      counts <- table(before, after)
      for (one in categories) for (other in categories) put(place, direction, one, other, "n", value = counts[one, other])
    }
  }
}
