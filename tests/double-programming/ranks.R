# Rank tests and Hodges-Lehmann estimates.

# Rows of a described quantity; quartiles of type 2 (SAS).
put_quantity <- function(place, values) {
  known <- values[!is.na(values)]
  some <- length(known) > 0
  quartile <- function(p) if (some) quantile(known, p, type = 2, names = FALSE) else NA
  put(place, "n", value = length(known))
  put(place, "missing", value = sum(is.na(values)))
  put(place, "mean", value = if (some) mean(known) else NA)
  put(place, "sd", value = if (length(known) > 1) sd(known) else NA)
  put(place, "median", value = quartile(.5))
  put(place, "q1", value = quartile(.25))
  put(place, "q3", value = quartile(.75))
  put(place, "min", value = if (some) min(known) else NA)
  put(place, "max", value = if (some) max(known) else NA)
}

# Normal approximation with continuity correction and tie-corrected variance; the statistic is the standardised rank sum.
rank_sum_normal <- function(a, b) {
  if (length(a) == 0 || length(b) == 0 || length(unique(c(a, b))) == 1) return(list(p = NA, statistic = NULL, df = NULL))
  n <- length(a) + length(b)
  ties <- table(c(a, b))
  w <- sum(rank(c(a, b))[seq_along(a)]) - length(a) * (length(a) + 1) / 2
  centre <- length(a) * length(b) / 2
  variance <- length(a) * length(b) / 12 * (n + 1 - sum(ties^3 - ties) / (n * (n - 1)))
  z <- (w - centre - sign(w - centre) * .5) / sqrt(variance)
  list(p = wilcox.test(a, b, exact = FALSE, correct = TRUE)$p.value, statistic = z, df = NULL)
}

# Exact signed-rank test on mid-ranks; zero differences are left out. The statistic is the positive rank sum.
signed_rank_exact <- function(d) {
  d <- d[d != 0]
  if (length(d) == 0) return(list(p = NA, statistic = NULL, df = NULL))
  list(p = suppressWarnings(wilcox.exact(d)$p.value), statistic = sum(rank(abs(d))[d > 0]), df = NULL)
}

# Largest k with P(statistic <= k - 1) <= half the error, from the probability of each value of the statistic.
order_of <- function(values, probabilities, count) {
  tail <- function(k) sum(probabilities[values <= k - 1 + 1e-9])
  k <- 0
  while (k < count && tail(k + 1) <= (1 - level) / 2) k <- k + 1
  k
}

# Bounds are the k-th smallest and the k-th largest pairwise value; k from the lower and the upper tail in turn.
hodges_lehmann <- function(pairwise, lower_k, upper_k) {
  sorted <- sort(pairwise)
  c(median(sorted),
    if (lower_k > 0) sorted[lower_k] else NA,
    if (upper_k > 0) sorted[length(sorted) - upper_k + 1] else NA)
}

# Exact distribution of the Mann-Whitney count of the first sample on the observed mid-ranks, by enumeration of sums.
shift_exact <- function(a, b) {
  if (length(a) == 0 || length(b) == 0) return(c(NA, NA, NA))
  doubled <- as.integer(round(2 * rank(c(a, b))))
  density <- dperm(0:sum(doubled), doubled, length(a))
  count <- (0:sum(doubled)) / 2 - length(a) * (length(a) + 1) / 2
  pairs <- length(a) * length(b)
  # A shift below the k-th smallest difference leaves at least pairs - k + 1 differences above it.
  lower <- order_of(pairs - count, density, pairs)
  upper <- order_of(count, density, pairs)
  hodges_lehmann(outer(a, b, "-"), lower, upper)
}

pseudo_median_exact <- function(d) {
  d <- d[d != 0]
  if (length(d) == 0) return(c(NA, NA, NA))
  doubled <- as.integer(round(2 * rank(abs(d))))
  ways <- 1
  for (score in doubled) ways <- (c(ways, rep(0, score)) + c(rep(0, score), ways)) / 2
  k <- order_of((seq_along(ways) - 1) / 2, ways, length(d) * (length(d) + 1) / 2)
  sums <- outer(d, d, "+") / 2
  hodges_lehmann(sums[upper.tri(sums, diag = TRUE)], k, k)
}

put_estimate <- function(place, three) {
  put(place, "estimate", value = three[1])
  put(place, "lower", value = three[2])
  put(place, "upper", value = three[3])
}
