# Adverse events: grades per term and arm, then subjects. Grades 1-5: 40, 6, 3, 4, 3 and 39, 5, 3, 7, 5.
event_plan <- list( # category, term, experimental grades, control grades
  list("BLOOD", "ANAEMIA", rep(1, 4), rep(1, 4)), list("BLOOD", "LYMPHOPENIA", c(1, 1, 1, 2, 3), c(1, 1, 1, 2, 3)),
  list("BLOOD", "THROMBOCYTOPENIA", c(1, 1), c(1, 1, 2)), list("BLOOD", "LEUKOCYTOSIS", rep(1, 3), rep(1, 3)),
  list("LIVER", "ALT_INCREASED", c(rep(1, 5), 2), rep(1, 5)), list("LIVER", "AST_INCREASED", rep(1, 4), rep(1, 4)),
  list("LIVER", "HYPOALBUMINAEMIA", rep(1, 4), c(1, 1, 1, 2)), list("LIVER", "BILIRUBIN_INCREASED", 4, numeric()),
  list("LIPIDS", "TRIGLYCERIDES_INCREASED", rep(1, 4), rep(1, 3)), list("LIPIDS", "CHOLESTEROL_INCREASED", c(1, 1), c(1, 1)),
  list("RENAL", "CREATININE_INCREASED", c(1, 1, 4), c(1, 1, 4, 4)),
  list("CARDIAC_ENZYMES", "CK_INCREASED", c(1, 1), c(1, 1)), list("CARDIAC_ENZYMES", "TROPONIN_INCREASED", 2, 3),
  list("ELECTROLYTES", "HYPOKALAEMIA", c(1, 1, 1, 2), 1), list("ELECTROLYTES", "HYPONATRAEMIA", c(1, 2), 1),
  list("CLINICAL", "HYPERTENSION", c(1, 2), c(1, 1, 1, 1, 2, 2)), list("CLINICAL", "SECONDARY_INFECTION", c(3, 3), c(3, 4)),
  list("CLINICAL", "SHOCK_AE", 4, c(4, 4)), list("CLINICAL", "BLEEDING", numeric(), 4),
  list("CLINICAL", "RESPIRATORY_FAILURE", c(4, 5, 5), c(4, 5, 5, 5)), list("CLINICAL", "ORGAN_FAILURE_AE", 5, c(5, 5)))

# Grade 5: both experimental deaths and one experimental survivor; five of the six control deaths. That is how
# 3 v 5 events of grade 5 stand beside 2 v 6 deaths.
fatal_rows <- list(RESPIRATORY_FAILURE = list(e = c(17, 22), c = c(37, 38, 27)), ORGAN_FAILURE_AE = list(e = 18, c = c(39, 40)))

build_events <- function(s) {
  repeat {
    out <- place_events(s)
    per_arm <- tapply(out$row, s$arm[out$row], function(r) length(unique(r)))
    if (per_arm[["experimental"]] == 20 && per_arm[["control"]] == 18) break
  }
  out[order(out$row, out$onset), ]
}

place_events <- function(s) {
  free <- c(sample(setdiff(1:26, c(17, 18, 21, 22)), 16), 17, 18, 21, 22)
  out <- NULL
  for (item in event_plan) for (arm in 1:2) {
    grades <- item[[2 + arm]]; if (length(grades) == 0) next
    pool <- if (arm == 1) free else 27:44
    fixed <- fatal_rows[[item[[2]]]][[arm]]
    usual <- setdiff(pool, fixed)
    serious <- if (arm == 1) usual else usual[s$severity[usual] == "critical"]
    # Subjects without an event come first, so that everyone who should have one gets one; hypertension in the control
    # arm falls to the sickest, or the whole category of clinical symptoms would differ between the arms.
    fresh <- if (item[[2]] == "HYPERTENSION") serious else setdiff(usual, out$row)
    rows <- integer(length(grades))
    rows[grades == 5] <- fixed
    rows[grades == 4 | grades == 3] <- sample(serious, sum(grades %in% 3:4))
    light <- sum(grades < 3)
    if (light > 0) rows[grades < 3] <- pick(light, setdiff(usual, rows), fresh)[sample.int(light)]
    out <- rbind(out, data.frame(row = rows, category = item[[1]], term = item[[2]], grade = grades))
  }
  complete_events(s, out)
}

complete_events <- function(s, out) {
  n <- nrow(out); died <- s$deathDay[out$row]
  last <- ifelse(is.na(died), 14, died)
  out$onset <- 1 + floor(runif(n) * (last - 1))
  fatal <- out$grade == 5 & !is.na(died)
  out$onset[fatal] <- pmax(1, died[fatal] - 1)
  out$serious <- ifelse(out$grade >= 4 | (out$grade == 3 & out$term == "SECONDARY_INFECTION"), "serious", "non-serious")
  out$relatedness <- sample(c("not-related", "unlikely", "possible"), n, TRUE, c(0.6, 0.3, 0.1))
  out$relatedness[out$grade >= 3] <- "not-related"
  resolved <- out$onset + sample(2:10, n, TRUE)
  open <- fatal | (!is.na(died) & resolved >= died)
  out$outcome <- ifelse(fatal, "fatal", ifelse(open, "ongoing", "resolved"))
  out$resolved <- ifelse(open, NA, pmin(30, resolved))
  out
}
