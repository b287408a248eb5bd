# Vital signs and laboratory values. The experimental arm's baseline ("before") and day 7 ("after") reproduce the
# article's rows; every other value is plausible noise around a course.

clip <- function(v, low, high) pmin(high, pmax(low, v))

# The numbers measured (25 and 20, 25 and 23, 24 and 24) are ones at which the printed P can occur at all.
before_after <- function() {
  log_pair <- function(n, m, centre, shift, spread, p, digits, low, high) pair_by_p(
    function() clip(round(rlnorm(n, log(centre), spread), digits), low, high),
    function() clip(round(rlnorm(m, log(centre * shift), spread), digits), low, high), p - 0.0005, p + 0.0005)
  tenths <- function(n, centre, spread, total, sd) function()
    sample_with_moments(clip(round(10 * rlnorm(n, log(centre), spread)), 420, 2400), total, sd, 420, 2400, 0.1)
  pao2 <- pair_by_p(tenths(24, 75, 0.3, 18934, 25.86), tenths(24, 88, 0.38, 22949, 39.49), 0.0145, 0.0155)
  list(
    SPO2 = pair_by_p(
      function() sample_with_moments(c(sample(84:88, 3, TRUE), clip(round(rnorm(22, 96, 1)), 92, 98)), 2368, 3.40, 84, 98),
      function() sample_with_moments(c(68, clip(round(rnorm(24, 97.2, 1)), 94, 100)), 2401, 5.93, 67, 100), 0, 0.00099),
    PAO2 = list(x = pao2$x / 10, y = pao2$y / 10),
    FIO2 = pair_by_p(function() sample(c(29, 33, 37, 41, 45, 50, 60, 70, 80), 25, TRUE),
      function() sample(c(21, 29, 33, 37, 41, 45, 50, 60, 100), 24, TRUE), 0.1735, 0.1745),
    SAO2 = pair_by_p(function() clip(round(rnorm(24, 94.5, 3), 1), 84, 100),
      function() clip(round(rnorm(24, 96, 3), 1), 84, 100), 0.0675, 0.0685),
    CRP = log_pair(25, 20, 38, 0.85, 0.9, 0.486, 1, 0.5, 220),
    IL6 = log_pair(25, 23, 21, 0.75, 0.9, 0.375, 1, 1.5, 400))
}

# Worse values to sicker subjects, loosely: rank by a noisy severity score.
hand_out <- function(values, rows, s, worse_high) {
  score <- (s$severity[rows] == "critical") + 2 * (!is.na(s$deathDay[rows])) + rnorm(length(rows), 0, 0.6)
  sick_first <- order(score, decreasing = TRUE)
  dropped <- sample(setdiff(seq_along(rows), sick_first[1:2]), length(rows) - length(values))
  kept <- rows[sick_first[!sick_first %in% dropped]]
  setNames(sort(values, decreasing = worse_high), kept)
}

courses <- list( # parameter: unit, digits, visits, start, end, spread, low, high, worse is high
  SPO2 = list("%", 0, 1:7, 93.5, 97, 2, 80, 100, FALSE),
  PAO2 = list("mm[Hg]", 1, 1:7, 76, 94, 15, 45, 200, FALSE),
  FIO2 = list("%", 0, 1:7, 45, 29, 9, 21, 100, TRUE),
  SAO2 = list("%", 1, 1:7, 94, 97, 2, 82, 100, FALSE),
  CRP = list("mg/L", 1, c(1, 3, 5, 6, 7), 45, 8, 14, 0.5, 220, TRUE),
  IL6 = list("pg/mL", 1, c(1, 3, 5, 6, 7), 24, 6, 8, 1.5, 400, TRUE),
  TEMP = list("Cel", 1, 1:7, 38.1, 36.6, 0.4, 36, 40, TRUE),
  RESP = list("/min", 0, 1:7, 31, 18, 2.2, 12, 44, TRUE),
  HEART_RATE = list("/min", 0, 1:7, 98, 78, 8, 52, 140, TRUE),
  SYSBP = list("mm[Hg]", 0, 1:7, 128, 126, 11, 80, 185, TRUE),
  DIABP = list("mm[Hg]", 0, 1:7, 77, 76, 7, 45, 110, TRUE),
  WBC = list("10*9/L", 2, c(1, 5, 7), 8.4, 6.3, 2, 2, 22, TRUE),
  LYMPH = list("10*9/L", 2, c(1, 5, 7), 0.8, 1.5, 0.25, 0.2, 3.5, FALSE),
  HGB = list("g/L", 0, c(1, 5, 7), 124, 127, 12, 70, 170, FALSE),
  PLATELETS = list("10*9/L", 0, c(1, 5, 7), 189, 224, 45, 40, 420, FALSE),
  ALT = list("U/L", 0, c(1, 5, 7), 44, 31, 13, 8, 240, TRUE),
  AST = list("U/L", 0, c(1, 5, 7), 42, 27, 11, 9, 220, TRUE),
  CREATININE = list("umol/L", 0, c(1, 5, 7), 78, 72, 14, 38, 260, TRUE),
  UREA = list("mmol/L", 1, c(1, 5, 7), 6.1, 5.2, 1.4, 1.8, 30, TRUE),
  DDIMER = list("ug/mL", 2, c(1, 5, 7), 1.9, 0.7, 0.5, 0.15, 12, TRUE),
  PT = list("s", 1, c(1, 5, 7), 12.9, 12.1, 0.7, 9.8, 19, TRUE))

build_measurements <- function(s) {
  fixed <- before_after(); out <- NULL
  for (name in names(courses)) {
    k <- courses[[name]]; digits <- k[[2]]
    for (visit in k[[3]]) {
      day <- visits[visit]; alive <- which(is.na(s$deathDay) | s$deathDay >= day)
      course <- k[[4]] + (k[[5]] - k[[4]]) * min(1, day / 16)
      worse <- (if (k[[9]]) 1 else -1) * k[[6]] * (0.5 * (s$severity[alive] == "critical") + 0.8 * !is.na(s$deathDay[alive]))
      value <- clip(round(course + worse + rnorm(length(alive), 0, k[[6]]), digits), k[[7]], k[[8]])
      text <- formatC(value, format = "f", digits = digits)
      side <- if (name %in% names(fixed)) c(`1` = "x", `5` = "y")[as.character(visit)] else NA
      if (!is.na(side)) {
        rows <- alive[s$arm[alive] == "experimental"]
        given <- hand_out(fixed[[name]][[side]], rows, s, k[[9]])
        text[match(rows, alive)] <- ifelse(rows %in% names(given), formatC(given[as.character(rows)], format = "f", digits = digits), "")
      }
      out <- rbind(out, data.frame(row = alive, k = visit, parameter = name, value = text, unit = k[[1]]))
    }
  }
  out <- plausible_pairs(out)
  rbind(out, oxygenation_index(out))
}

# A PaO2 far above what the inspired oxygen allows goes to the patient on the most oxygen, in exchange. The values of
# the visit stay the same, so the printed rows do too.
plausible_pairs <- function(m) {
  for (visit in unique(m$k)) repeat {
    a <- which(m$parameter == "PAO2" & m$k == visit & m$value != ""); f <- which(m$parameter == "FIO2" & m$k == visit & m$value != "")
    a <- a[m$row[a] %in% m$row[f]]; oxygen <- as.numeric(m$value[f[match(m$row[a], m$row[f])]]); tension <- as.numeric(m$value[a])
    ratio <- 100 * tension / oxygen; high <- which.max(ratio)
    if (ratio[high] <= 480) break
    same_arm <- (m$row[a] <= 26) == (m$row[a[high]] <= 26)
    # After the exchange neither ratio may be too high; of those the patient on the most oxygen.
    fits <- which(same_arm & 100 * tension[high] / oxygen <= 480 & 100 * tension / oxygen[high] <= 480)
    other <- fits[which.max(oxygen[fits])]
    m$value[a[c(high, other)]] <- m$value[a[c(other, high)]]
  }
  m
}

# PaO2 over FiO2 as a fraction; recorded where both were.
oxygenation_index <- function(m) {
  a <- m[m$parameter == "PAO2", ]; f <- m[m$parameter == "FIO2", ]
  both <- merge(a, f, by = c("row", "k")); both <- both[both$value.x != "" & both$value.y != "", ]
  data.frame(row = both$row, k = both$k, parameter = "PFRATIO", unit = "mm[Hg]",
    value = formatC(100 * as.numeric(both$value.x) / as.numeric(both$value.y), format = "f", digits = 0))
}
