# Concomitant treatment by class (experimental severe/critical of 16/10, control severe/critical of 10/8) and infusions.
treatment_plan <- list(
  SYMPTOMATIC = c(15, 10, 10, 8), ANTIVIRAL = c(15, 9, 9, 7), ANTIBACTERIAL = c(11, 10, 8, 8), HORMONE = c(7, 7, 5, 6),
  INTESTINAL_FLORA = c(8, 6, 5, 4), BLOOD_PURIFICATION = c(0, 7, 2, 7), CHINESE_MEDICINE = c(12, 7, 7, 5),
  BASIC_DISEASE = c(6, 5, 4, 4), OTHER_TREATMENT = c(5, 4, 4, 3))
strata <- list(1:16, 17:26, 27:36, 37:44)

build_treatments <- function(s) {
  out <- NULL
  for (class in names(treatment_plan)) for (k in 1:4) {
    rows <- pick(treatment_plan[[class]][k], strata[[k]])
    if (length(rows) > 0) out <- rbind(out, data.frame(row = rows, class = class, start = sample(1:3, length(rows), TRUE)))
  }
  ends <- ifelse(is.na(s$deathDay), 30, s$deathDay)[out$row]
  out$end <- pmin(ends, out$start + sample(5:18, nrow(out), TRUE))
  out[order(out$row, out$class), ]
}

# Three infusions each. The rates are inside the article's ranges, so rate x time is never the 500 mL stated.
build_administrations <- function(s) {
  out <- expand.grid(infusion = 1:3, row = s$row)
  n <- nrow(out)
  out$day <- c(1, 3, 5)[out$infusion]
  died <- s$deathDay[out$row]
  out$status <- ifelse(!is.na(died) & died <= out$day, "not-done", "completed")
  msc <- s$arm[out$row] == "experimental"
  out$treatment <- ifelse(msc, "MSC_INFUSION", "VEHICLE")
  out$lot <- s$lot[out$row]
  out$cells <- ifelse(msc, "30000000", "")
  out$volume <- 500
  out$firstRate <- sample(30:40, n, TRUE); out$firstMinutes <- 15
  out$mainRate <- sample(seq(100, 120, 5), n, TRUE); out$mainMinutes <- 120
  out$startTime <- sprintf("%02d:%02d", sample(9:14, n, TRUE), sample(c(0, 15, 30, 45), n, TRUE))
  out
}
