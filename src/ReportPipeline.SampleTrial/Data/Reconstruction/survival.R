# Death days, and sex and age of the 18 critical subjects, so that the Cox models print what the article prints.
# Rows 1-10 experimental, 11-18 control. The unadjusted row depends only on the order of the deaths: of all weak
# orders only "two control deaths together, an experimental one, an experimental and a control one together, a control
# one" prints .34 (.06-1.88), P .218 with Breslow's handling of ties (the default of SAS).
suppressPackageStartupMessages(library(survival))

critical <- list(
  day = c(8, 10, rep(30, 8), 6, 6, 10, 13, rep(30, 4)),
  died = c(1, 1, rep(0, 8), 1, 1, 1, 1, rep(0, 4)),
  arm = c(rep(1, 10), rep(0, 8)))

cox_row <- function(covariates, day, died) {
  fit <- tryCatch(suppressWarnings(coxph.fit(covariates, Surv(day, died), NULL, NULL, rep(0, ncol(covariates)),
    coxph.control(iter.max = 25), NULL, "breslow", NULL)), error = function(e) NULL)
  if (is.null(fit) || any(!is.finite(fit$coefficients)) || any(diag(fit$var) <= 0)) return(NULL)
  b <- fit$coefficients[1]; se <- sqrt(fit$var[1, 1]); z <- qnorm(0.975)
  c(hr = exp(b), low = exp(b - z * se), high = exp(b + z * se), p = 2 * pnorm(-abs(b / se)))
}
environment(cox_row) <- list2env(list(coxph.fit = survival:::coxph.fit), parent = globalenv())

# The per-protocol set loses one dead experimental subject (row 2); the other violation is a severe survivor.
critical_loss <- function(s) {
  covariates <- cbind(critical$arm, s$sex, s$age)
  full <- cox_row(covariates, critical$day, critical$died)
  kept <- -2
  protocol <- cox_row(covariates[kept, ], critical$day[kept], critical$died[kept])
  if (is.null(full) || is.null(protocol)) return(1e6)
  rounding_loss(full[["hr"]], 0.11, 2) + 2 * rounding_loss(full[["low"]], 0.01, 2) +
    rounding_loss(full[["high"]], 0.89, 2) + rounding_loss(full[["p"]], 0.039, 3) +
    # Hazard ratio, upper limit and P of the per-protocol row exclude each other; the loss weighs all three.
    rounding_loss(protocol[["hr"]], 0.12, 2) + 0.5 * rounding_loss(protocol[["high"]], 0.95, 2) +
    rounding_loss(protocol[["p"]], 0.047, 3) +
    2 * max(0, 5 - sum(s$sex[11:18])) + 2 * max(0, sum(s$sex[11:18]) - 7) +
    2 * max(0, 5 - sum(s$sex[1:10])) + 2 * max(0, abs(mean(s$age[1:10]) - 61) - 4) +
    2 * max(0, abs(mean(s$age[11:18]) - 62) - 4) +
    # The arms' printed SDs of age must still be reachable.
    max(0, sd(s$age[1:10]) - 13) + max(0, sd(s$age[11:18]) - 11.5)
}

critical_move <- function(s) {
  if (runif(1) < 0.25) {
    j <- sample(18, 1); s$sex[j] <- 1 - s$sex[j]
  } else {
    j <- sample(18, 1 + (runif(1) < 0.3))
    s$age[j] <- pmin(82, pmax(34, s$age[j] + sample(-8:8, length(j), TRUE)))
  }
  s
}

find_critical <- function(restarts, iterations) {
  best <- NULL
  for (i in seq_len(restarts)) {
    start <- list(sex = rbinom(18, 1, 0.7), age = sample(42:78, 18, TRUE))
    found <- anneal(start, critical_loss, critical_move, iterations, temperature = 4, cooling = 0.999)
    if (is.null(best) || found$loss < best$loss) best <- found
  }
  best
}

# Ages of the severe subjects that complete an arm's sum, SD and median.
complete_ages <- function(fixed, n, total, sd_printed, median_printed) {
  loss <- function(v) {
    all <- c(fixed, v)
    abs(sum(all) - total) + rounding_loss(sd(all), sd_printed, 2) / 4 + 4 * abs(median(all) - median_printed)
  }
  move <- function(v) {
    j <- sample(n, 1 + (runif(1) < 0.5))
    d <- sample(1:6, 1) * sample(c(-1, 1), 1)
    v[j] <- pmin(84, pmax(28, v[j] + c(d, -d)[seq_along(j)]))
    v
  }
  for (attempt in 1:10) {
    start <- rep(round((total - sum(fixed)) / n), n)
    found <- anneal(start, loss, move, 30000, temperature = 20, cooling = 0.9995)
    if (found$loss == 0) return(found$state)
  }
  stop("no ages found")
}
