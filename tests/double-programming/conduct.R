# Death as competing event, the schedule of assessments, and eligibility.

# Days after the reference date: there is no trial day 0.
offset_of <- function(day) ifelse(day > 0, day - 1, day)

# Time from the start of a period (or from the reference date) to its end (cause 1), to death (2), or to the last day known (0).
competing_outcomes <- function(subjects, parameter) {
  records <- findings_of(parameter$code)
  records <- records[order(!is.na(records$AVAL)), ] # the last one with a value, else the last
  records <- records[nrow(records) + 1 - match(subjects$USUBJID, rev(records$USUBJID)), ]
  period <- parameter$kind == "period"
  start <- if (period) offset_of(records$ADY) else rep(0, nrow(subjects))
  length <- if (period) records$AVAL else offset_of(records$AVAL)
  death <- ifelse(subjects$DTHFL, offset_of(subjects$DTHDY) - start, NA)
  last <- ifelse(subjects$DTHFL, NA, offset_of(pmin(subjects$LSTALVDY, protocol$followUpDays)) - start)
  died <- !is.na(death) & death >= 0 & (is.na(length) | death <= length)
  cause <- ifelse(died, 2, ifelse(!is.na(length), 1, 0))
  time <- ifelse(died, death, ifelse(!is.na(length), length, last))
  known <- !is.na(start) & !is.na(time) & (cause != 0 | time >= 0)
  data.frame(time = time[known], cause = cause[known])
}

competing_death <- function(endpoint, set, groups) {
  parameter <- parameter_of(endpoint$parameter)
  known <- lapply(groups[arms], competing_outcomes, parameter)
  both <- do.call(rbind, lapply(arms, function(arm) data.frame(known[[arm]], arm = rep(arm, nrow(known[[arm]])))))
  fit <- if (nrow(both) > 0) cuminc(both$time, both$cause, factor(both$arm, levels = arms))
  for (cause in 1:2) {
    variable <- if (cause == 2) "death" else if (parameter$kind == "period") "end-of-stay" else "event"
    for (arm in arms) {
      place <- c(endpoint$id, set, arm, variable)
      data <- known[[arm]]
      put(place, "n", value = sum(data$cause == cause))
      put(place, "N", value = nrow(data))
      put(place, "missing", value = nrow(groups[[arm]]) - nrow(data))
      days <- sort(unique(data$time[data$cause == cause]))
      if (length(days) == 0) put(place, "estimate", value = NA)
      for (day in days) {
        at <- timepoints(fit, day)
        f <- at$est[paste(arm, cause), 1]
        se <- sqrt(at$var[paste(arm, cause), 1])
        # The scale log(-log) has no place for an incidence of 1.
        width <- exp(qnorm(1 - (1 - level) / 2) * se / (f * -log(f)))
        limits <- if (f < 1 - 1e-9 && se > 0) c(f^width, f^(1 / width)) else c(NA, NA)
        put(place, day, "at-risk", value = sum(data$time >= day))
        put(place, day, "events", value = sum(data$time == day & data$cause == cause))
        put(place, day, "estimate", value = f)
        put(place, day, "se", value = se)
        put(place, day, "lower", value = limits[1])
        put(place, day, "upper", value = limits[2])
      }
    }
    test <- fit$Tests
    row <- if (is.null(test)) NULL else test[rownames(test) == as.character(cause), ]
    place <- c(endpoint$id, set, comparison, variable, "gray")
    # cuminc gives -1 where the score has no variance: no event of the cause while both arms had somebody at risk.
    if (any(both$cause == cause) && isTRUE(row[["stat"]] >= 0))
      put_test(place, list(statistic = row[["stat"]], df = row[["df"]], p = pchisq(row[["stat"]], row[["df"]], lower.tail = FALSE)))
    else put(place, "p", value = NA)
  }
}

# The dataset is complete: the window of every visit has passed.
schedule <- function(endpoint, set) {
  groups <- groups_of(set)
  write <- function(place, subjects, visit, done) {
    due <- !subjects$DTHFL | (!is.na(subjects$DTHDY) & subjects$DTHDY >= visit$day)
    put(place, "n", value = sum(done & due))
    put(place, "N", value = sum(due))
    put(place, "missing", value = sum(!done & due))
    put(place, "percent", value = if (any(due)) 100 * sum(done & due) / sum(due) else NA)
  }
  for (visit in protocol$visits) for (group in names(groups)) {
    subjects <- groups[[group]]
    for (treatment in protocol$treatments) if (visit$id %in% vapply(treatment$plannedDoses, `[[`, "", "visit")) {
      own <- subjects[subjects$TRTP == treatment$arm, ]
      taken <- adex$USUBJID[adex$EXTRT == treatment$code & adex$AVISIT %in% visit$id & adex$EXSTAT != "not-given"]
      write(c(endpoint$id, set, group, treatment$code, visit$id), own, visit, own$USUBJID %in% taken)
    }
    for (parameter in protocol$parameters) if (visit$id %in% unlist(parameter$expectedAt)) {
      records <- findings_of(parameter$code)
      received <- records$USUBJID[records$AVISIT %in% visit$id & is.na(records$AVALRSN)]
      write(c(endpoint$id, set, group, parameter$code, visit$id), subjects, visit, subjects$USUBJID %in% received)
    }
  }
}

eligibility <- function(endpoint, set) {
  groups <- groups_of(set)
  decided <- unlist(lapply(decisions, function(decision) if (is.null(decision$criterion)) NULL else decision$subject))
  for (group in names(groups)) {
    subjects <- groups[[group]]
    met <- lapply(setNames(nm = unlist(endpoint$variables)), function(criterion) {
      records <- findings_of(criterion)
      records <- records[!is.na(records$AVALC), ]
      ifelse(subjects$USUBJID %in% records$USUBJID, subjects$USUBJID %in% records$USUBJID[records$AVALC == endpoint$value], NA)
    })
    for (criterion in names(met)) put_tally(c(endpoint$id, set, group, criterion), met[[criterion]])
    put_tally(c(endpoint$id, set, group, "any-criterion"), Reduce(`|`, met)) # NA when none is known to be met and one is unknown
    put(endpoint$id, set, group, "decided-violations", "n", value = sum(subjects$USUBJID %in% decided))
    put(endpoint$id, set, group, "withdrawn", "n", value = sum(is.na(survived(subjects))))
    for (term in unlist(endpoint$terms)) put_tally(c(endpoint$id, set, group, term), subjects$USUBJID %in% adae$USUBJID[adae$AETERM == term])
  }
}

# Participant flow: every subject dies, completes or is lost.
subject_flow <- function(endpoint, set) {
  put(endpoint$id, set, "total", "enrolled", "n", value = nrow(members_of(set)))
  groups <- groups_of(set)
  plans <- do.call(rbind, lapply(protocol$treatments, function(treatment) data.frame(
    arm = treatment$arm, code = treatment$code, visit = vapply(treatment$plannedDoses, `[[`, "", "visit"))))
  own <- merge(adex, unique(plans[c("arm", "code")]), by.x = "EXTRT", by.y = "code")
  own <- own[own$arm == adsl$TRTP[match(own$USUBJID, adsl$USUBJID)], ]
  for (group in names(groups)) {
    subjects <- groups[[group]]
    treated <- subjects$USUBJID %in% own$USUBJID[own$EXSTAT != "not-given"]
    stopped <- subjects$USUBJID %in% own$USUBJID[own$EXSTAT != "given"]
    for (i in seq_len(nrow(plans)))
      stopped <- stopped | (subjects$TRTP == plans$arm[i] & !subjects$USUBJID %in% own$USUBJID[own$AVISIT %in% plans$visit[i]])
    died <- subjects$DTHFL & !is.na(subjects$DTHDY) & subjects$DTHDY <= protocol$followUpDays
    alive <- survived(subjects)
    counts <- list(allocated = rep(TRUE, nrow(subjects)), `received-treatment` = treated, `discontinued-treatment` = treated & stopped,
      died = died, `completed-follow-up` = !is.na(alive) & alive, `lost-to-follow-up` = is.na(alive))
    for (name in names(counts)) put(endpoint$id, set, group, name, "n", value = sum(counts[[name]]))
    for (definition in protocol$analysisSets) {
      put(endpoint$id, definition$id, group, "analysed", "n", value = nrow(groups_of(definition$id)[[group]]))
      out <- Filter(function(decision) decision$analysisSet == definition$id && decision$subject %in% subjects$USUBJID, decisions)
      reasons <- vapply(out, function(decision) decision$reason$en, "")
      put(endpoint$id, definition$id, group, "excluded", "n", value = length(reasons))
      listed <- sort(unique(reasons), method = "radix")
      for (k in seq_along(listed)) put(endpoint$id, definition$id, group, "excluded", k, "n", value = sum(reasons == listed[k]))
    }
  }
}

exposure <- function(endpoint, set) {
  for (treatment in protocol$treatments) for (group in arms) doses_and_lots(endpoint, set, treatment, group)
  if (length(endpoint$terms) > 0) infusion_reactions(endpoint, set)
}

doses_and_lots <- function(endpoint, set, treatment, group) {
  subjects <- groups_of(set)[[group]]
  doses <- adex[adex$EXTRT == treatment$code & adex$USUBJID %in% subjects$USUBJID, ]
  taken <- doses[doses$EXSTAT != "not-given", ]
  treated <- subjects$USUBJID[subjects$USUBJID %in% taken$USUBJID]
  planned <- vapply(treatment$plannedDoses, `[[`, "", "visit")
  complete <- rep(TRUE, length(treated))
  for (visit in planned) complete <- complete & treated %in% taken$USUBJID[taken$EXSTAT == "given" & taken$AVISIT %in% visit]
  place <- c(endpoint$id, set, group, treatment$code)
  put(place, "doses-given", "n", value = sum(doses$EXSTAT == "given"))
  put(place, "doses-partial", "n", value = sum(doses$EXSTAT == "partial"))
  put(place, "doses-not-given", "n", value = sum(doses$EXSTAT == "not-given"))
  put(place, "subjects-treated", "n", value = length(treated))
  put(place, "subjects-all-planned-doses", "n", value = sum(complete))
  if (length(treated) > 0)
    put_quantity(c(place, "cumulative-dose"), as.numeric(tapply(taken$EXDOSE, taken$USUBJID, sum, na.rm = TRUE)))
  if (any(!is.na(taken$EXVOL))) put_quantity(c(place, "volume"), taken$EXVOL)
  if (any(!is.na(taken$EXRATE))) put_quantity(c(place, "rate"), taken$EXRATE)
  for (lot in sort(unique(taken$EXLOT[!is.na(taken$EXLOT)]))) {
    put(place, "lot", lot, "n", value = sum(taken$EXLOT %in% lot))
    put(place, "lot", lot, "subjects", "n", value = length(unique(taken$USUBJID[taken$EXLOT %in% lot])))
    known <- Filter(function(candidate) candidate$number == lot, treatment$lots)
    if (length(known) > 0) put(place, "lot", lot, "viability", "estimate", value = as.numeric(known[[1]]$viabilityPercent))
  }
}

# Seconds since 1970, from a moment in UTC.
seconds_of <- function(moment) as.numeric(as.POSIXct(moment, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC"))

# Every event of the terms beside every infusion of its subject: whether it begins from the infusion's start until 24 hours after its end, by
# the clock where both have one, else by the calendar (a day of the infusion or the day after); NA when not even the days are known.
timed_against_infusions <- function(endpoint, infusions) {
  events <- adae[adae$AETERM %in% unlist(endpoint$terms), ]
  events$event <- seq_len(nrow(events))
  pairs <- merge(events[c("event", "USUBJID", "AETOXGR", "ASTDY", "ASTDTM")], infusions[c("USUBJID", "ASTDY", "AENDY", "ASTDTM", "AENDTM")],
    by = "USUBJID", suffixes = c("", ".dose"))
  onset <- seconds_of(pairs$ASTDTM)
  start <- seconds_of(pairs$ASTDTM.dose)
  end <- seconds_of(pairs$AENDTM)
  clock <- !is.na(onset) & !is.na(start) & (!is.na(end) | is.na(pairs$AENDY))
  in_hours <- onset >= start & onset <= pmax(start, end, na.rm = TRUE) + 24 * 3600
  day <- offset_of(pairs$ASTDY)
  first <- offset_of(pairs$ASTDY.dose)
  in_days <- day >= first & day <= pmax(first, offset_of(pairs$AENDY), na.rm = TRUE) + 1
  pairs$clock <- clock & in_hours
  pairs$within <- ifelse(clock, in_hours, ifelse(is.na(day) | is.na(first), NA, in_days))
  pairs
}

infusion_reactions <- function(endpoint, set) {
  infusions <- adex[adex$EXSTAT != "not-given" & adex$EXTRT %in% vapply(protocol$treatments, `[[`, "", "code"), ]
  pairs <- timed_against_infusions(endpoint, infusions)
  events <- unique(pairs[c("event", "USUBJID", "AETOXGR")])
  any_of <- function(flag) events$event %in% pairs$event[which(flag)]
  reaction <- any_of(pairs$within)
  by_day <- reaction & !any_of(pairs$clock)
  unknown <- !reaction & any_of(is.na(pairs$within))
  counts <- sizes <- c()
  for (group in arms) {
    subjects <- groups_of(set)[[group]]$USUBJID
    infused <- subjects[subjects %in% infusions$USUBJID]
    own <- events$USUBJID %in% subjects
    reacting <- unique(events$USUBJID[own & reaction])
    place <- c(endpoint$id, set, group, "infusion-reactions")
    put(place, "n", value = length(reacting))
    put(place, "N", value = length(infused))
    put(place, "percent", value = if (length(infused) > 0) 100 * length(reacting) / length(infused) else NA)
    put(place, "events", value = sum(own & reaction))
    put(place, "judged-by-day", "events", value = sum(own & by_day))
    put(place, "not-judged", "events", value = sum(own & unknown))
    worst <- vapply(reacting, function(subject) max(c(0, events$AETOXGR[own & reaction & events$USUBJID == subject]), na.rm = TRUE), 0)
    for (grade in 1:5) put(place, paste0("worst-grade-", grade), "n", value = sum(worst == grade))
    put(place, "worst-grade-missing", "n", value = sum(worst == 0))
    counts[group] <- length(reacting)
    sizes[group] <- length(infused)
  }
  if (!is.null(endpoint$associationTest))
    put_test(c(endpoint$id, set, comparison, "infusion-reactions"), association(endpoint$associationTest, two_by_two(counts, sizes)))
}
