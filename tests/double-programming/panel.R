# Every defensible test of the data of one comparison: a list of name -> list(statistic, df, p).

no_test <- list(p = NA, statistic = NULL, df = NULL)

# The limits of the panel in docs/results.md: beyond them it does not have the test.
most_tables <- 4e4
most_exact_ties <- 1e6

# The largest probability, over the common proportion, of the tables whose Fisher P value is no larger than the observed one. The tables of a
# total of events share its binomial probability; within it they are hypergeometric, so the probability is a sum over totals.
boschloo <- function(counts) {
  n <- rowSums(counts)
  if (prod(n + 1) > most_tables) return(no_test)
  total <- sum(counts[, 1])
  support <- function(events) max(0, events - n[2]):min(events, n[1])
  mass <- function(events) dhyper(support(events), n[1], n[2], events)
  observed <- fisher_of_support(mass(total))[support(total) == counts[1, 1]]
  extreme <- vapply(0:sum(n), function(events) {
    each <- mass(events)
    sum(each[fisher_of_support(each) <= observed * (1 + 1e-7)])
  }, 0)
  size <- function(p) sum(extreme * dbinom(0:sum(n), sum(n), p))
  # Evenly in the angle whose sine squared is p: there the binomial distribution is equally wide everywhere.
  grid <- sin(seq(0, pi / 2, length.out = max(1001, 4 * ceiling(sqrt(sum(n))) * 10)))^2
  values <- vapply(grid, size, 0)
  inner <- seq(2, length(grid) - 1)
  peaks <- inner[values[inner] >= values[inner - 1] & values[inner] >= values[inner + 1] & values[inner] > .9 * max(values)]
  refined <- vapply(peaks, function(i) optimize(size, grid[i + c(-1, 1)], maximum = TRUE, tol = 1e-12)$objective, 0)
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
    `fisher-mid-p` = function() list(p = association("fisher", counts)$p - dhyper(counts[1, 1], sum(counts[, 1]), sum(counts[, 2]), sum(counts[1, ])) / 2),
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
  list(
    `rank-sum-exact` = function() {
      exact <- rank_sum_distribution(a, b)
      if (is.null(exact)) return(list(statistic = z_of(1), df = NULL, p = 2 * pnorm(-abs(z_of(1)))))
      centre <- length(a) * (n + 1)
      observed <- sum(2 * rank(c(a, b))[seq_along(a)])
      list(statistic = (observed - length(a) * (length(a) + 1)) / 2, df = NULL,
        p = sum(exact$probabilities[abs(exact$sums - centre) >= abs(observed - centre) - 1e-9]))
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
    welch = function() student(a, b, equal = FALSE),
    `pooled-t` = function() student(a, b, equal = TRUE))
}

tests_of_pairs <- function(data) {
  parts <- function(pratt) {
    d <- if (pratt) data$d else data$d[data$d != 0]
    r <- rank(abs(d))
    list(positive = sum(r[d > 0]), ranks = r[d != 0])
  }
  normal <- function(correction) function() signed_rank_normal(parts(FALSE)$positive, parts(FALSE)$ranks, correction)
  exact <- function(pratt) function() {
    at <- parts(pratt)
    known <- signed_rank_distribution(at$ranks)
    if (is.null(known)) return(signed_rank_normal(at$positive, at$ranks, 1))
    distance <- abs(known$sums - sum(at$ranks))
    list(statistic = at$positive, df = NULL, p = sum(known$probabilities[distance >= abs(2 * at$positive - sum(at$ranks)) - 1e-9]))
  }
  list(
    `signed-rank-exact` = exact(FALSE), `signed-rank-normal` = normal(0), `signed-rank-corrected` = normal(1), `signed-rank-pratt` = exact(TRUE),
    `paired-t` = function() {
      if (length(unique(data$d)) < 2) return(no_test)
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
  tells <- !tells_nothing(data$event, data$x)
  if (tells) data$x <- independent(data$x)
  if (tells && diverges(data$time, data$event, data$x)) {
    # Separation leaves one test, whatever the ties and the likelihood.
    p <- firth(data$time, data$event, data$x)$p
    return(list(firth = function() list(statistic = qchisq(p, 1, lower.tail = FALSE), df = 1, p = p)))
  }
  control <- coxph.control(iter.max = 100, eps = 1e-13, toler.chol = 1e-15)
  wald_test <- function(ties) function() {
    if (ties == "exact" && length(data$time) * sum(data$event) > most_exact_ties) return(no_test)
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
