# Intervals of proportions and their contrasts. Wilson by prop.test, Clopper-Pearson by binom.test; the score intervals
# solve their defining equations by bisection, with the restricted estimates from the published closed forms (a cubic for
# the difference, a quadratic for the ratio), while the program under test maximises the likelihood numerically.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "..", "write.R"))
quiet <- suppressWarnings

single <- rbind(c(24, 26), c(12, 18), c(18, 18), c(0, 7), c(1, 400), c(199, 200))
# events and subjects of the first group, then of the second
groups <- rbind(c(2, 26, 6, 18), c(17, 20, 6, 12), c(20, 26, 18, 18), c(3, 40, 9, 35), c(90, 120, 100, 200), c(0, 16, 2, 10),
                c(0, 12, 0, 15), c(7, 9, 2, 9), c(5, 5, 0, 6))
wilson <- function(x, n) { r <- as.numeric(quiet(prop.test(x, n, correct = FALSE))$conf.int); c(if (x == 0) 0 else r[1], if (x == n) 1 else r[2]) }
newcombe <- function(g) {
  p <- g[1] / g[2]; q <- g[3] / g[4]; w <- wilson(g[1], g[2]); v <- wilson(g[3], g[4])
  c(p - q, p - q - sqrt((p - w[1])^2 + (v[2] - q)^2), p - q + sqrt((w[2] - p)^2 + (q - v[1])^2))
}
difference_variance <- function(g, d) {
  p <- g[1] / g[2]; q <- g[3] / g[4]; th <- g[4] / g[2]
  a <- 1 + th; b <- -(1 + th + p + th * q + d * (th + 2)); cc <- d^2 + d * (2 * p + th + 1) + p + th * q; dd <- -p * d * (1 + d)
  v <- b^3 / (27 * a^3) - b * cc / (6 * a^2) + dd / (2 * a); u <- sign(v + (v == 0)) * sqrt(max(0, b^2 / (9 * a^2) - cc / (3 * a)))
  w <- (pi + acos(max(-1, min(1, if (u == 0) 0 else v / u^3)))) / 3
  x <- 2 * u * cos(w) - b / (3 * a)
  for (i in 1:3) { f <- ((a * x + b) * x + cc) * x + dd; s <- (3 * a * x + 2 * b) * x + cc; if (abs(s) > 1e-9) x <- x - f / s }
  x <- min(max(x, 0, d), 1, 1 + d); y <- x - d
  (x * (1 - x) / g[2] + y * (1 - y) / g[4]) * (g[2] + g[4]) / (g[2] + g[4] - 1)
}
ratio_variance <- function(g, r) {
  n <- g[2] + g[4]; a <- n * r; b <- -(g[2] * r + g[1] + g[4] + g[3] * r); cc <- g[1] + g[3]
  y <- (-b - sqrt(max(0, b^2 - 4 * a * cc))) / (2 * a); x <- r * y
  (x * (1 - x) / g[2] + r^2 * y * (1 - y) / g[4]) * n / (n - 1)
}
bisect <- function(f, low, high) {
  s <- f(low) > 0
  repeat { m <- (low + high) / 2; if (m <= low || m >= high) return(m); if ((f(m) > 0) == s) low <- m else high <- m }
}
score_difference <- function(g) {
  z <- qnorm(0.975); e <- g[1] / g[2] - g[3] / g[4]
  f <- function(d) (e - d)^2 - z^2 * difference_variance(g, d)
  c(e, if (e == -1) -1 else bisect(f, -1 + 1e-15, e - 1e-9), if (e == 1) 1 else bisect(f, e + 1e-9, 1 - 1e-15))
}
score_ratio <- function(g) {
  z <- qnorm(0.975); score <- function(t) { r <- exp(t); (g[1] / g[2] - r * g[3] / g[4]) / sqrt(ratio_variance(g, r)) }
  c(if (g[1] == 0) 0 else exp(bisect(function(t) score(t) - z, -12, 12)),
    if (g[3] == 0) NA else exp(bisect(function(t) score(t) + z, -12, 12)))
}
log_interval <- function(e, v) c(e, e * exp(-qnorm(0.975) * sqrt(v)), e * exp(qnorm(0.975) * sqrt(v)))
katz <- function(g) if (g[1] * g[3] == 0) rep(NA, 3) else log_interval(g[1] / g[2] / (g[3] / g[4]), 1 / g[1] - 1 / g[2] + 1 / g[3] - 1 / g[4])
woolf <- function(g) {
  k <- c(g[1], g[2] - g[1], g[3], g[4] - g[3])
  if (any(k == 0)) rep(NA, 3) else log_interval(k[1] * k[4] / k[2] / k[3], sum(1 / k))
}
each <- function(f) t(apply(groups, 1, f))
with_ratio <- which(groups[, 1] + groups[, 3] > 0)
write_reference(list(
  single = single,
  clopper_pearson = t(apply(single, 1, function(s) as.numeric(binom.test(s[1], s[2])$conf.int))),
  wilson = t(apply(single, 1, function(s) wilson(s[1], s[2]))),
  groups = groups, newcombe = each(newcombe), score_difference = each(score_difference),
  score_ratio_rows = with_ratio - 1, score_ratio = t(apply(groups[with_ratio, ], 1, score_ratio)),
  katz = each(katz), woolf = each(woolf)))
