# What a publication of the second trial would print, from its exported dataset alone: the claims file of protocols/claims. See README.md.
# Rscript claims.R DATASET-FOLDER > simulated-ldl.claims.json
suppressPackageStartupMessages(library(jsonlite))

folder <- commandArgs(TRUE)[1]
read_dataset <- function(name) {
  document <- fromJSON(file.path(folder, paste0(name, ".json")), simplifyVector = FALSE)
  names <- vapply(document$columns, `[[`, "", "name")
  columns <- lapply(seq_along(names), function(i) unlist(lapply(document$rows, function(row) if (is.null(row[[i]])) NA else row[[i]])))
  as.data.frame(setNames(columns, names), stringsAsFactors = FALSE)
}

adsl <- read_dataset("ADSL")
adfind <- read_dataset("ADFIND")
adae <- read_dataset("ADAE")
arms <- c("ANTIBODY", "PLACEBO")
itt <- adsl[adsl$ITTFL, ]
treated <- adsl[adsl$SAFFL, ]

# One value per subject of the set, NA where none was read; the dataset marks the record that counts.
value_of <- function(set, parameter, visit, column) {
  records <- adfind[adfind$PARAMCD == parameter & adfind$AVISIT == visit & adfind$ANL01FL, ]
  records[[column]][match(set$USUBJID, records$USUBJID)]
}

quoted <- function(text) paste0('"', text, '"')
fixed <- function(number, decimals) formatC(number, format = "f", digits = decimals)
printed_p <- function(p) if (p < 0.001) '{ "value": 0.001, "below": true }' else sprintf('{ "value": %s }', fixed(p, 3))
row <- function(value, ...) sprintf('{ "value": %s, "result": %s }', value, quoted(paste(c(...), collapse = "/")))
against <- function(rows) sprintf('"against": [%s]', paste(rows, collapse = ", "))
claim <- function(kind, id, statement, where, ...) {
  head <- sprintf('"kind": %s, "id": %s, "statement": %s, "where": %s', quoted(kind), quoted(id), quoted(statement), quoted(where))
  paste0("    { ", paste(c(head, ...), collapse = ", "), " }")
}

sum_claim <- function(id, statement, where, parts, rows) claim("sum", id, statement, where,
  sprintf('"parts": [%s], "total": %d', paste(parts, collapse = ", "), sum(parts)), against(rows))

# Yes or no per subject, in two groups; missing values are out of the denominator.
compare <- function(id, what, where, set, yes, test, percent_of, p_of) {
  events <- vapply(arms, function(arm) sum(yes[set$TRTP == arm], na.rm = TRUE), 0)
  subjects <- vapply(arms, function(arm) sum(!is.na(yes[set$TRTP == arm])), 0)
  table <- rbind(events, subjects - events)
  p <- if (test == "fisher") fisher.test(table)$p.value else chisq.test(table, correct = FALSE)$p.value
  percents <- fixed(100 * events / subjects, 1)
  groups <- sprintf('{ "label": %s, "events": %d, "subjects": %d, "percent": %s }', quoted(arms), events, subjects, percents)
  claim("comparison", id, sprintf("%s in %s %% v %s %%", what, percents[1], percents[2]), where,
    sprintf('"test": %s, "p": %s, "groups": [%s]', quoted(test), printed_p(p), paste(groups, collapse = ", ")),
    against(c(mapply(function(percent, arm) row(percent, percent_of(arm)), percents, arms), row(fixed(p, 3), p_of))))
}

mean_claim <- function(id, statement, where, values, decimals, whole, place) {
  values <- values[!is.na(values)]
  figures <- fixed(c(mean(values), sd(values), median(values)), decimals)
  claim("mean", id, sprintf("%s %s ± %s", statement, figures[1], figures[2]), where,
    sprintf('"mean": %s, "standardDeviation": %s, "subjects": %d, "wholeNumbers": %s', figures[1], figures[2], length(values), tolower(whole)),
    against(c(row(length(values), place, "n"), row(figures[1], place, "mean"), row(figures[2], place, "sd"), row(figures[3], place, "median"))))
}

# Treatment effect at week 12, adjusted for baseline and for what the protocol names; sites and sexes as factors.
ancova_claim <- function(parameter, change, covariates) {
  before <- value_of(itt, parameter, "baseline", "AVAL")
  after <- value_of(itt, parameter, "week-12", "AVAL")
  data <- data.frame(y = if (change) after - before else after, arm = relevel(factor(itt$TRTP), "PLACEBO"), before, itt)
  fit <- lm(reformulate(c("arm", "before", covariates), "y"), data)
  estimate <- coef(fit)["armANTIBODY"]
  limits <- confint(fit)["armANTIBODY", ]
  p <- summary(fit)$coefficients["armANTIBODY", 4]
  figures <- fixed(c(estimate, limits), 3)
  place <- paste0(parameter, "-12/itt/ANTIBODY:PLACEBO/", parameter, "/difference")
  claim("p-value", paste0(tolower(parameter), "-difference"),
    sprintf("%s at week 12, adjusted difference %s (%s to %s)", parameter, figures[1], figures[2], figures[3]), "Primary and secondary endpoints",
    sprintf('"test": "analysis of covariance", "p": %s', printed_p(p)),
    against(c(mapply(function(figure, statistic) row(figure, place, statistic), figures, c("estimate", "lower", "upper")),
      row(fixed(p, 4), place, "p"), row(fit$df.residual, place, "df"))))
}

pain_at <- function(visit) {
  compare(paste0("pain-", visit), paste("Muscle pain at", visit), "Symptoms", itt, value_of(itt, "MUSCLE_PAIN", visit, "AVALC") == "YES", "fisher",
    function(arm) c("PAIN/itt", arm, "MUSCLE_PAIN", visit, "percent"), c("PAIN/itt/ANTIBODY:PLACEBO/MUSCLE_PAIN", visit, "p"))
}

events_of <- function(arm) adae[adae$USUBJID %in% treated$USUBJID[treated$TRTP == arm], ]
sizes <- vapply(arms, function(arm) sum(itt$TRTP == arm), 0)
lipid_means <- unlist(lapply(c("LDL", "HDL"), function(parameter) lapply(c("baseline", "week-4", "week-12"), function(visit) lapply(arms, function(arm) {
  mean_claim(paste(tolower(parameter), visit, tolower(arm), sep = "-"), paste0(parameter, " at ", visit, ", ", tolower(arm), ":"), "Lipids",
    value_of(itt, parameter, visit, "AVAL")[itt$TRTP == arm], 2, FALSE, paste("LIPIDS/itt", arm, parameter, visit, sep = "/"))
}))))

claims <- c(
  sum_claim("enrolled-arms", sprintf("%d subjects: %d antibody, %d placebo", sum(sizes), sizes[1], sizes[2]), "Enrolment", sizes,
    c(row(sum(sizes), "POP/itt/total/subjects/N"), row(sizes[1], "POP/itt/ANTIBODY/subjects/N"), row(sizes[2], "POP/itt/PLACEBO/subjects/N"))),
  vapply(arms, function(arm) {
    sites <- c("north-hospital", "south-hospital", "river-hospital")
    parts <- vapply(sites, function(site) sum(itt$TRTP == arm & itt$SITEID == site), 0)
    sum_claim(paste0("enrolled-sites-", tolower(arm)), sprintf("%s: %s at the three hospitals", tolower(arm), paste(parts, collapse = ", ")), "Enrolment", parts,
      mapply(function(part, site) row(part, "ENROL/itt", arm, site, "n"), parts, sites))
  }, ""),
  vapply(arms, function(arm) mean_claim(paste0("age-", tolower(arm)), paste0("Age, ", tolower(arm), ":"), "Baseline", itt$AGE[itt$TRTP == arm], 2, TRUE,
    paste0("BASE/itt/", arm, "/AGE")), ""),
  compare("sex", "Men", "Baseline", itt, itt$SEX == "MALE", "chi-square",
    function(arm) c("BASE/itt", arm, "SEX/MALE/percent"), "BASE/itt/ANTIBODY:PLACEBO/SEX/p"),
  compare("statin", "Prior statin", "Baseline", itt, itt$PRIOR_STATIN == "ON_STATIN", "chi-square",
    function(arm) c("BASE/itt", arm, "PRIOR_STATIN/ON_STATIN/percent"), "BASE/itt/ANTIBODY:PLACEBO/PRIOR_STATIN/p"),
  lipid_means,
  ancova_claim("LDL", TRUE, "SITEID"),
  ancova_claim("HDL", FALSE, c("SITEID", "AGE", "SEX")),
  vapply(c("baseline", "week-4", "week-12"), pain_at, ""),
  compare("any-event", "At least one adverse event", "Safety", treated, treated$USUBJID %in% adae$USUBJID, "fisher",
    function(arm) c("AE-ANY/treated", arm, "outcome/percent"), "AE-ANY/treated/ANTIBODY:PLACEBO/outcome/p"),
  vapply(arms, function(arm) {
    parts <- vapply(1:5, function(grade) sum(events_of(arm)$AETOXGR == grade), 0)
    sum_claim(paste0("events-", tolower(arm)), sprintf("%s: %d adverse events, %s of grades 1 to 5", tolower(arm), sum(parts), paste(parts, collapse = ", ")), "Safety", parts,
      c(row(sum(parts), "AE-GRADE/treated", arm, "events/n"), row(nrow(events_of(arm)), "AE/treated", arm, "any/events")))
  }, ""))

cat('{\n  "$schema": "claims.schema.json",\n',
  '  "publication": "none: what would be printed of the simulated trial simulated-ldl, 72 subjects, seed 1",\n',
  '  "significanceLevel": 0.05,\n  "confidenceLevel": 0.95,\n',
  '  "multiplicityControl": "one primary endpoint; Holm over the declared family",\n  "claims": [\n',
  paste(claims, collapse = ",\n"), "\n  ]\n}\n", sep = "")
