# Mantel-Haenszel and Breslow-Day, Cochran-Armitage, Boschloo. mantelhaen.test and prop.trend.test are closed forms;
# Breslow-Day (Tarone) and Boschloo are written out here because no installed package has them.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

strata <- list(
  list(c(19, 1, 10, 6), c(5, 1, 2, 0)), # survival by site, as an example
  list(c(10, 5, 7, 9), c(3, 8, 6, 4), c(12, 3, 9, 11)),
  list(c(2, 10, 5, 8), c(1, 12, 4, 9), c(0, 7, 3, 6), c(4, 4, 0, 0)),
  lapply(1:6, function(i) as.vector(aperm(UCBAdmissions, c(2, 1, 3))[, , i])[c(1, 3, 2, 4)]))
cube <- function(s) array(unlist(lapply(s, function(t) matrix(t, 2, byrow = TRUE))), c(2, 2, length(s)))
informative <- function(a) a[, , apply(a, 3, function(t) all(rowSums(t) > 0, colSums(t) > 0)), drop = FALSE]
breslow_day <- function(a) {
  psi <- mantelhaen.test(a)$estimate[[1]]
  parts <- apply(a, 3, function(t) {
    m <- sum(t[1, ]); k <- sum(t[, 1]); o <- sum(t[2, ])
    f <- function(x) log(x) + log(o - k + x) - log(m - x) - log(k - x) - log(psi)
    low <- max(0, k - o); high <- min(m, k)
    for (i in 1:200) { x <- (low + high) / 2; if (f(x) < 0) low <- x else high <- x }
    c(t[1, 1] - x, 1 / (1 / x + 1 / (m - x) + 1 / (k - x) + 1 / (o - k + x)))
  })
  sum(parts[1, ]^2 / parts[2, ]) - sum(parts[1, ])^2 / sum(parts[2, ])
}
cubes <- lapply(strata, function(s) informative(cube(s)))
corrected <- lapply(cubes, mantelhaen.test)
plain <- lapply(cubes, mantelhaen.test, correct = FALSE)

trend_events <- list(c(83, 90, 129, 70), c(2, 5, 9), c(1, 0, 3, 7, 9))
trend_subjects <- list(c(86, 93, 136, 82), c(20, 21, 19), c(10, 12, 11, 13, 12))
trend_scores <- list(1:4, c(0, 1, 5), c(1, 2, 4, 8, 16))

boschloo <- function(t) {
  n1 <- t[1] + t[2]; n2 <- t[3] + t[4]
  p <- outer(0:n1, 0:n2, Vectorize(function(x, y) fisher.test(matrix(c(x, n1 - x, y, n2 - y), 2))$p.value))
  extreme <- which(p <= p[t[1] + 1, t[3] + 1] * (1 + 1e-7), arr.ind = TRUE) - 1
  size <- function(q) sum(dbinom(extreme[, 1], n1, q) * dbinom(extreme[, 2], n2, q))
  grid <- seq(0, 1, length.out = 4001); best <- order(-vapply(grid, size, 0))[1:10]
  max(vapply(best, function(i) optimize(size, c(max(0, grid[i] - 0.0005), min(1, grid[i] + 0.0005)), maximum = TRUE, tol = 1e-9)$objective, 0))
}
boschloo_tables <- rbind(c(2, 24, 6, 12), c(3, 1, 1, 3), c(20, 6, 18, 0), c(7, 12, 3, 17), c(0, 9, 4, 6))

write_reference(list(
  strata = strata,
  cmh_corrected = vapply(corrected, function(r) r$statistic[[1]], 0), cmh_corrected_p = vapply(corrected, function(r) r$p.value, 0),
  cmh = vapply(plain, function(r) r$statistic[[1]], 0), cmh_p = vapply(plain, function(r) r$p.value, 0),
  odds_ratio = vapply(plain, function(r) r$estimate[[1]], 0),
  lower = vapply(plain, function(r) r$conf.int[1], 0), upper = vapply(plain, function(r) r$conf.int[2], 0),
  breslow_day = vapply(cubes, breslow_day, 0),
  trend_events = trend_events, trend_subjects = trend_subjects, trend_scores = trend_scores,
  trend = mapply(function(x, n, s) prop.trend.test(x, n, s)$statistic[[1]], trend_events, trend_subjects, trend_scores),
  trend_p = mapply(function(x, n, s) prop.trend.test(x, n, s)$p.value, trend_events, trend_subjects, trend_scores),
  boschloo_tables = boschloo_tables, boschloo = apply(boschloo_tables, 1, boschloo)))
