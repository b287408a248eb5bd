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

# Not estimable with too few values for a variance, or without any variation.
student <- function(a, b, equal) {
  enough <- if (equal) length(a) > 0 && length(b) > 0 && length(a) + length(b) > 2 else length(a) > 1 && length(b) > 1
  if (!enough || length(unique(a)) < 2 && length(unique(b)) < 2) return(list(p = NA, statistic = NULL, df = NULL))
  test <- t.test(a, b, var.equal = equal)
  list(p = test$p.value, statistic = unname(test$statistic), df = unname(test$parameter))
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

# The exact distributions below are those of docs/statistics/ranks.md, with its limits: what is too large has none (NULL).
exact_signs <- 1000
exact_subjects <- 1e8
exact_work <- 3e9
exact_storage <- 2e7

greatest_common_divisor <- function(values) Reduce(function(a, b) { while (b > 0) { rest <- a %% b; a <- b; b <- rest }; a }, unique(values), 0)

# Distribution of the sum of doubled mid-ranks of the first sample: list(sums, probabilities).
remembered_rank_sums <- new.env()
rank_sum_distribution <- function(a, b) {
  size <- min(length(a), length(b))
  total <- length(a) + length(b)
  doubled <- round(2 * rank(c(a, b)))
  least <- min(doubled)
  step <- max(1, greatest_common_divisor(doubled - least))
  scores <- (doubled - least) / step
  width <- sum(tail(sort(scores), size)) + 1
  if (size^2 * total > exact_subjects || width * size * total > exact_work || width * size > exact_storage) return(NULL)
  key <- paste(c(size, sort(scores)), collapse = " ")
  if (is.null(remembered_rank_sums[[key]])) {
    # dperm takes scores above zero; each of the chosen gives one too many.
    sums <- 0:(width - 1)
    remembered_rank_sums[[key]] <- list(sums = sums, probabilities = dperm(sums + size, as.integer(scores + 1), size))
  }
  found <- remembered_rank_sums[[key]]
  sums <- found$sums * step + size * least
  if (length(a) > size) sums <- sum(doubled) - sums
  list(sums = sums, probabilities = found$probabilities)
}

# Distribution of the doubled sum of the ranks that get a positive sign.
remembered_signs <- new.env()
signed_rank_distribution <- function(ranks) {
  if (length(ranks) > exact_signs) return(NULL)
  doubled <- as.integer(round(2 * ranks))
  key <- paste(sort(doubled), collapse = " ")
  if (is.null(remembered_signs[[key]]))
    remembered_signs[[key]] <- list(sums = 0:sum(doubled), probabilities = dperm(0:sum(doubled), doubled, length(doubled)))
  remembered_signs[[key]]
}

# Normal approximation of a signed-rank sum, tie-corrected; the correction moves it half a rank towards its expectation.
signed_rank_normal <- function(positive, ranks, correction) {
  difference <- positive - sum(ranks) / 2
  z <- (difference - correction * sign(difference) * .5) / sqrt(sum(ranks^2) / 4)
  list(statistic = z, df = NULL, p = 2 * pnorm(-abs(z)))
}

# Exact signed-rank test on mid-ranks; zero differences are left out. The statistic is the positive rank sum.
signed_rank_exact <- function(d) {
  d <- d[d != 0]
  if (length(d) == 0) return(list(p = NA, statistic = NULL, df = NULL))
  ranks <- rank(abs(d))
  positive <- sum(ranks[d > 0])
  if (length(d) > exact_signs) return(signed_rank_normal(positive, ranks, 1))
  list(p = suppressWarnings(wilcox.exact(d, exact = TRUE)$p.value), statistic = positive, df = NULL)
}

# Largest k with P(statistic <= k - 1) <= half the error, from the probability of each value of the statistic.
order_of <- function(values, probabilities, count) {
  ordered <- order(values)
  beyond <- which(cumsum(probabilities[ordered]) > (1 - level) / 2)
  if (length(beyond) == 0) count else min(count, ceiling(values[ordered][beyond[1]] - 1e-9))
}

# Without the exact distribution: that of untied values, approximated and rounded down to an order statistic.
order_of_normal <- function(pairs, variance) floor(pairs / 2 - qnorm(1 - (1 - level) / 2) * sqrt(variance))

# Bounds are the k-th smallest and the k-th largest pairwise value; k from the lower and the upper tail in turn. Pairs of equal values are
# counted, not listed.
hodges_lehmann <- function(pairwise, times, lower_k, upper_k) {
  ordered <- order(pairwise)
  sorted <- pairwise[ordered]
  reached <- cumsum(as.numeric(times[ordered]))
  pairs <- reached[length(reached)]
  kth <- function(k) sorted[findInterval(k - .5, reached) + 1]
  c(mean(c(kth(ceiling(pairs / 2)), kth(floor(pairs / 2) + 1))),
    if (lower_k > 0) kth(lower_k) else NA,
    if (upper_k > 0) kth(pairs - upper_k + 1) else NA)
}

distinct <- function(values) {
  one <- sort(unique(values))
  list(values = one, times = as.numeric(tabulate(match(values, one), length(one))))
}

shift_exact <- function(a, b) {
  if (length(a) == 0 || length(b) == 0) return(c(NA, NA, NA))
  pairs <- as.numeric(length(a)) * length(b)
  exact <- rank_sum_distribution(a, b)
  if (is.null(exact)) {
    lower <- upper <- order_of_normal(pairs, pairs * (length(a) + length(b) + 1) / 12)
  } else {
    count <- exact$sums / 2 - length(a) * (length(a) + 1) / 2 # pairs in which the first is larger
    # A shift below the k-th smallest difference leaves at least pairs - k + 1 differences above it.
    lower <- order_of(pairs - count, exact$probabilities, pairs)
    upper <- order_of(count, exact$probabilities, pairs)
  }
  first <- distinct(a)
  second <- distinct(b)
  hodges_lehmann(outer(first$values, second$values, "-"), outer(first$times, second$times), lower, upper)
}

pseudo_median_exact <- function(d) {
  d <- d[d != 0]
  n <- as.numeric(length(d))
  if (n == 0) return(c(NA, NA, NA))
  exact <- signed_rank_distribution(rank(abs(d)))
  k <- if (is.null(exact)) order_of_normal(n * (n + 1) / 2, n * (n + 1) * (2 * n + 1) / 24)
    else order_of(exact$sums / 2, exact$probabilities, n * (n + 1) / 2)
  one <- distinct(d)
  averages <- outer(one$values, one$values, "+") / 2
  times <- outer(one$times, one$times)
  diag(times) <- one$times * (one$times + 1) / 2
  each <- upper.tri(averages, diag = TRUE)
  hodges_lehmann(averages[each], times[each], k, k)
}

put_estimate <- function(place, three) {
  put(place, "estimate", value = three[1])
  put(place, "lower", value = three[2])
  put(place, "upper", value = three[3])
}
