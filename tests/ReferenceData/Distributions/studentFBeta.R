# Reference values of Student's t, F and beta distributions.
# R's tails are TOMS 708 (about 1e-14 relative). R's quantiles stop earlier, so each is refined by Newton steps on R's tail.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))

refine <- function(x, p, tail, density) {
  for (i in 1:4) x <- x - (tail(x) - p) / density(x)
  x
}

t_grid <- expand.grid(t = c(0.01, 0.5, 1, 2, 5, 12, 40), df = c(1, 2, 3.7, 5, 14, 30, 100, 1000))
f_grid <- expand.grid(f = c(0.01, 0.5, 1, 2.5, 10, 400), d1 = c(1, 2, 3.5, 12), d2 = c(1, 4, 15.5, 80))
b_grid <- expand.grid(x = c(1e-6, 0.03, 0.3, 0.5, 0.9, 0.999), a = c(0.5, 1, 3, 24, 150), b = c(0.5, 1, 3, 24, 150))
q_grid <- expand.grid(p = c(1e-6, 0.01, 0.025, 0.3, 0.5, 0.8, 0.975), a = c(0.5, 1, 3, 24), b = c(0.5, 2, 12))
tq_grid <- expand.grid(p = c(1e-8, 0.005, 0.025, 0.3, 0.45), df = c(1, 2, 3.7, 14, 100))

write_reference(list(
  tGrid = as.matrix(t_grid), tTwoSided = 2 * pt(-t_grid$t, t_grid$df),
  fGrid = as.matrix(f_grid), fUpper = pf(f_grid$f, f_grid$d1, f_grid$d2, lower.tail = FALSE),
  betaGrid = as.matrix(b_grid),
  betaLogLower = pbeta(b_grid$x, b_grid$a, b_grid$b, log.p = TRUE),
  betaLogUpper = pbeta(b_grid$x, b_grid$a, b_grid$b, lower.tail = FALSE, log.p = TRUE),
  betaQuantileGrid = as.matrix(q_grid),
  betaQuantile = mapply(function(p, a, b) {
    y <- if (p <= 0.5) qbeta(p, a, b) else qbeta(1 - p, b, a)
    if (p <= 0.5) refine(y, p, function(x) pbeta(x, a, b), function(x) dbeta(x, a, b))
    else 1 - refine(y, 1 - p, function(x) pbeta(x, b, a), function(x) dbeta(x, b, a))
  }, q_grid$p, q_grid$a, q_grid$b),
  tQuantileGrid = as.matrix(tq_grid),
  tQuantile = mapply(function(p, df) refine(qt(p, df), p, function(x) pt(x, df), function(x) dt(x, df)), tq_grid$p, tq_grid$df),
  # Evaluated in 60-digit arithmetic (mpmath.betainc), because R underflows or loses digits here: t, df, two-sided P.
  farTails = rbind(c(1000, 100, 7.9196186079478519077e-202), c(2, 1e5, 0.045502963457506463249))
))
