# Every defensible test of the data of one comparison: a list of name -> list(statistic, df, p).

no_test <- list(p = NA, statistic = NULL, df = NULL)

boschloo <- function(counts) {
  n <- rowSums(counts)
  p_of <- outer(0:n[1], 0:n[2], Vectorize(function(a, b) fisher.test(rbind(c(a, n[1] - a), c(b, n[2] - b)))$p.value))
  observed <- p_of[counts[1, 1] + 1, counts[2, 1] + 1]
  extreme <- p_of <= observed * (1 + 1e-7)
  size <- function(p) sum(outer(dbinom(0:n[1], n[1], p), dbinom(0:n[2], n[2], p))[extreme])
  grid <- seq(0, 1, length.out = 1001)
  values <- vapply(grid, size, 0)
  best <- order(values, decreasing = TRUE)[1:5]
  refined <- vapply(best, function(i) optimize(size, c(max(0, grid[i] - .001), min(1, grid[i] + .001)), maximum = TRUE, tol = 1e-12)$objective, 0)
  list(statistic = observed, df = NULL, p = max(values, refined))
}
remembered_boschloo <- new.env()
boschloo_of <- function(counts) {
  key <- paste(counts, collapse = " ")
  if (is.null(remembered_boschloo[[key]])) remembered_boschloo[[key]] <- boschloo(counts)
  remembered_boschloo[[key]]
}

mantel_haenszel <- function(strata) {
  strata <- Filter(function(table) all(rowSums(table) > 0) && all(colSums(table) > 0), strata)
  if (length(strata) == 0) return(no_test)
  difference <- sum(vapply(strata, function(t) t[1, 1] - sum(t[1, ]) * sum(t[, 1]) / sum(t), 0))
  variance <- sum(vapply(strata, function(t) prod(rowSums(t)) * prod(colSums(t)) / (sum(t)^2 * (sum(t) - 1)), 0))
  chisq <- difference^2 / variance
  list(statistic = chisq, df = 1, p = pchisq(chisq, 1, lower.tail = FALSE))
}

tests_of_counts <- function(data) {
  counts <- data$counts[rowSums(data$counts) > 0, colSums(data$counts) > 0, drop = FALSE]
  if (any(dim(counts) < 2)) counts <- data$counts
  two <- all(dim(counts) == 2)
  tests <- list(fisher = function() association("fisher", counts))
  if (two) tests <- c(tests, list(
    `fisher-mid-p` = function() list(p = fisher.test(counts)$p.value - dhyper(counts[1, 1], sum(counts[, 1]), sum(counts[, 2]), sum(counts[1, ])) / 2),
    boschloo = function() boschloo_of(counts)))
  tests <- c(tests, list(`chi-square` = function() association("chi-square", counts)))
  if (two) tests <- c(tests, list(`chi-square-yates` = function() association("chi-square-yates", counts)))
  if (two && !is.null(data$sites)) tests <- c(tests, list(`mantel-haenszel-site` = function() mantel_haenszel(data$sites)))
  tests
}

rank_sum_parts <- function(a, b) {
  n <- length(a) + length(b)
  ties <- table(c(a, b))
  list(
    difference = sum(rank(c(a, b))[seq_along(a)]) - length(a) * (length(a) + 1) / 2 - length(a) * length(b) / 2,
    variance = length(a) * length(b) / 12 * (n + 1 - sum(ties^3 - ties) / (n * (n - 1))))
}

tests_of_samples <- function(data) {
  a <- data$a
  b <- data$b
  n <- length(a) + length(b)
  z_of <- function(correction) {
    parts <- rank_sum_parts(a, b)
    (parts$difference - correction * sign(parts$difference) * .5) / sqrt(parts$variance)
  }
  student <- function(test) list(statistic = unname(test$statistic), df = unname(test$parameter), p = test$p.value)
  list(
    `rank-sum-exact` = function() {
      doubled <- as.integer(round(2 * rank(c(a, b))))
      density <- dperm(0:sum(doubled), doubled, length(a))
      centre <- length(a) * (n + 1)
      observed <- sum(doubled[seq_along(a)])
      list(statistic = (observed - length(a) * (length(a) + 1)) / 2, df = NULL,
        p = sum(density[abs(0:sum(doubled) - centre) >= abs(observed - centre) - 1e-9]))
    },
    `rank-sum-normal` = function() list(statistic = z_of(0), df = NULL, p = 2 * pnorm(-abs(z_of(0)))),
    `rank-sum-corrected` = function() list(statistic = z_of(1), df = NULL, p = 2 * pnorm(-abs(z_of(1)))),
    `rank-sum-t` = function() list(statistic = z_of(1), df = n - 1, p = 2 * pt(-abs(z_of(1)), n - 1)),
    `rank-sum-site` = function() {
      difference <- 0
      variance <- 0
      for (site in unique(c(data$sites_a, data$sites_b))) {
        x <- a[data$sites_a == site]
        y <- b[data$sites_b == site]
        if (length(x) == 0 || length(y) == 0 || length(unique(c(x, y))) == 1) next
        parts <- rank_sum_parts(x, y)
        weight <- 1 / (length(x) + length(y) + 1)
        difference <- difference + weight * parts$difference
        variance <- variance + weight^2 * parts$variance
      }
      if (variance == 0) return(no_test)
      list(statistic = difference / sqrt(variance), df = NULL, p = 2 * pnorm(-abs(difference / sqrt(variance))))
    },
    welch = function() student(t.test(a, b)),
    `pooled-t` = function() student(t.test(a, b, var.equal = TRUE)))
}

tests_of_pairs <- function(data) {
  parts <- function(pratt) {
    d <- if (pratt) data$d else data$d[data$d != 0]
    r <- rank(abs(d))
    list(positive = sum(r[d > 0]), ranks = r[d != 0])
  }
  normal <- function(correction) function() {
    at <- parts(FALSE)
    difference <- at$positive - sum(at$ranks) / 2
    z <- (difference - correction * sign(difference) * .5) / sqrt(sum(at$ranks^2) / 4)
    list(statistic = z, df = NULL, p = 2 * pnorm(-abs(z)))
  }
  exact <- function(pratt) function() {
    at <- parts(pratt)
    doubled <- as.integer(round(2 * at$ranks))
    ways <- 1
    for (score in doubled) ways <- (c(ways, rep(0, score)) + c(rep(0, score), ways)) / 2
    distance <- abs(seq_along(ways) - 1 - sum(doubled) / 2)
    list(statistic = at$positive, df = NULL, p = sum(ways[distance >= abs(2 * at$positive - sum(doubled) / 2) - 1e-9]))
  }
  list(
    `signed-rank-exact` = exact(FALSE), `signed-rank-normal` = normal(0), `signed-rank-corrected` = normal(1), `signed-rank-pratt` = exact(TRUE),
    `paired-t` = function() {
      test <- t.test(data$d)
      list(statistic = unname(test$statistic), df = unname(test$parameter), p = test$p.value)
    })
}

# Weighted log-rank test from its definition: weight(n, S(t-), Peto product) at each event time.
weighted_log_rank <- function(time, event, first, weight, strata = rep(1, length(time))) {
  difference <- 0
  variance <- 0
  for (stratum in unique(strata)) {
    s <- 1
    peto <- 1
    here <- strata == stratum
    for (t in sort(unique(time[here & event == 1]))) {
      n <- sum(here & time >= t)
      n1 <- sum(here & time >= t & first)
      d <- sum(here & time == t & event == 1)
      d1 <- sum(here & time == t & event == 1 & first)
      peto <- peto * (1 - d / (n + 1))
      w <- weight(n, s, peto)
      difference <- difference + w * (d1 - d * n1 / n)
      if (n > 1) variance <- variance + w^2 * d * (n1 / n) * (1 - n1 / n) * (n - d) / (n - 1)
      s <- s * (1 - d / n)
    }
  }
  if (variance == 0) return(no_test)
  chisq <- difference^2 / variance
  list(statistic = chisq, df = 1, p = pchisq(chisq, 1, lower.tail = FALSE))
}

tests_of_times <- function(data) {
  run <- function(weight, strata = rep(1, length(data$time))) function() weighted_log_rank(data$time, data$event, data$arm == arms[1], weight, strata)
  list(
    `log-rank` = run(function(n, s, peto) 1), gehan = run(function(n, s, peto) n), `tarone-ware` = run(function(n, s, peto) sqrt(n)),
    `peto-peto` = run(function(n, s, peto) peto), `fleming-harrington` = run(function(n, s, peto) s), `log-rank-site` = run(function(n, s, peto) 1, data$site))
}

tests_of_hazards <- function(data) {
  if (diverges(data$time, data$event, data$x)) {
    # Separation leaves one test, whatever the ties and the likelihood.
    p <- firth(data$time, data$event, data$x)$p
    return(list(firth = function() list(statistic = qchisq(p, 1, lower.tail = FALSE), df = 1, p = p)))
  }
  control <- coxph.control(iter.max = 100, eps = 1e-13, toler.chol = 1e-15)
  wald_test <- function(ties) function() {
    fit <- coxph(Surv(data$time, data$event) ~ data$x, ties = ties, control = control)
    chisq <- unname(coef(fit)[1])^2 / vcov(fit)[1, 1]
    list(statistic = chisq, df = 1, p = pchisq(chisq, 1, lower.tail = FALSE))
  }
  ratio_test <- function() {
    fit <- coxph(Surv(data$time, data$event) ~ data$x, ties = "efron", control = control)
    without <- if (ncol(data$x) == 1) fit$loglik[1] else
      tail(coxph(Surv(data$time, data$event) ~ data$x[, -1], ties = "efron", control = control)$loglik, 1)
    chisq <- 2 * (tail(fit$loglik, 1) - without)
    list(statistic = chisq, df = 1, p = pchisq(chisq, 1, lower.tail = FALSE))
  }
  list(`wald-efron` = wald_test("efron"), `wald-breslow` = wald_test("breslow"), `wald-exact` = wald_test("exact"), `profile-efron` = ratio_test)
}

defensible_tests <- function(one) switch(one$kind,
  counts = tests_of_counts(one$data), samples = tests_of_samples(one$data), pairs = tests_of_pairs(one$data),
  times = tests_of_times(one$data), hazards = tests_of_hazards(one$data))

comparisons_of <- function(set, endpoints) unlist(lapply(unlist(endpoints), function(endpoint)
  Filter(function(one) one$place[1] == endpoint && one$place[2] == set, comparisons)), recursive = FALSE)

# The place of a further analysis: id, set, group, endpoint, then variable and level.
place_in <- function(id, one) c(id, one$place[2], one$place[3], one$place[1], one$place[-(1:3)])

flips <- function(p, against) if (is.na(p) || is.na(against)) NA else as.numeric((p < alpha) != (against < alpha))

test_panel <- function(endpoint, set) {
  chosen <- comparisons_of(set, endpoint$endpoints)
  flipping <- 0
  for (one in chosen) {
    place <- place_in(endpoint$id, one)
    tests <- defensible_tests(one)
    known <- 0
    turned <- 0
    for (name in names(tests)) {
      test <- if (is.na(one$p)) no_test else tests[[name]]()
      put_test(c(place, name), test)
      put(place, name, "flip", value = flips(test$p, one$p))
      known <- known + !is.na(test$p)
      turned <- turned + isTRUE(flips(test$p, one$p) == 1)
    }
    put(place, "tests", "n", value = known)
    put(place, "flips", "n", value = turned)
    flipping <- flipping + (turned > 0)
  }
  put(endpoint$id, set, "total", "comparisons", "n", value = length(chosen))
  put(endpoint$id, set, "total", "comparisons-not-estimable", "n", value = sum(vapply(chosen, function(one) is.na(one$p), TRUE)))
  put(endpoint$id, set, "total", "comparisons-that-flip", "n", value = flipping)
}
